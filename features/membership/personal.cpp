// Persons and for whom they work.
#include "features/membership/personal.h"

#include "features/membership/membership.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::membership {
namespace {

using feature::Fate;
using feature::Subject;

struct Known {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string name;
  std::string email;
  std::string phone;
  static void columns(auto& v, Known& row) { v(row.id, row.agency, row.name, row.email, row.phone); }
};
struct Work {
  std::int64_t organization = 0;
  std::string role;
  std::string position;
  Date since;
  std::optional<Date> until;
  static void columns(auto& v, Work& row) { v(row.organization, row.role, row.position, row.since, row.until); }
};

std::vector<Known> known_as(db::Tx& tx, const Subject& s) {
  std::vector<Known> out;
  const auto take = [&](std::vector<Known> found) {
    for (auto& row : found)
      if (s.is_in(row.agency)) out.push_back(std::move(row));
  };
  if (s.account != 0)
    take(tx.all<Known>("SELECT id, agency_id, name, email, phone FROM persons WHERE account_id = :account",
                       {{"account", s.account}}));
  for (const auto& key : s.addresses)
    take(
        tx.all<Known>("SELECT id, agency_id, name, email, phone FROM persons WHERE email_key = :key AND email_key <> '' "
                      "AND (account_id IS NULL OR account_id <> :account)",
                      {{"key", key}, {"account", s.account}}));
  return out;
}

std::vector<Work> works_for(db::Tx& tx, std::int64_t person) {
  return tx.all<Work>(
      "SELECT organization_id, role, position, since, until FROM affiliations WHERE person_id = :person "
      "ORDER BY since, id",
      {{"person", person}});
}

void find(db::Tx& tx, Subject& s) {
  for (const auto& person : known_as(tx, s)) {
    s.persons.insert(person.id);
    s.add_name(person.name);
    s.add_address(person.email);
    if (!person.phone.empty()) s.spellings.insert(person.phone);
    for (const auto& work : works_for(tx, person.id)) s.organizations.insert(work.organization);
  }
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& person : known_as(tx, s)) {
    out.push_back({_("Persona del directorio"),
                   {{_("Nombre"), person.name}, {_("Correo"), person.email}, {_("Teléfono"), person.phone}},
                   Fate::goes});
    for (const auto& work : works_for(tx, person.id))
      out.push_back({_("Contacto de una organización"),
                     {{_("Cargo"), work.position},
                      {_("Desde"), work.since.text()},
                      {_("Hasta"), work.until ? work.until->text() : std::string()}},
                     Fate::nameless});
  }
}

void erase(db::Tx& tx, const Subject& s) {
  const auto today = Zone().date_of(tx.now());
  for (const auto& person : known_as(tx, s)) {
    tx.exec(
        "UPDATE persons SET name = :name, name_folded = '', email = '', email_key = '', phone = '', account_id = NULL "
        "WHERE id = :id",
        {{"name", feature::erased_name}, {"id", person.id}});
    tx.exec("UPDATE affiliations SET position = '' WHERE person_id = :id", {{"id", person.id}});
    tx.exec(
        "UPDATE affiliations SET until = CASE WHEN since > :today THEN since ELSE :today END WHERE person_id = :id "
        "AND until IS NULL",
        {{"today", today}, {"id", person.id}});
    audit::erase_salt(tx, "person", person.id);
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"persons.name", "persons.name_folded", "persons.email", "persons.email_key",
                                       "persons.phone", "persons.account_id", "affiliations.position"},
                           .find = find,
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::membership
