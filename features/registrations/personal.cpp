// Whom convocations were written to, who replied, and who was said to come.
#include "features/registrations/personal.h"

#include <algorithm>

#include "features/registrations/registrations.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::registrations {
namespace {

using feature::Fate;
using feature::Subject;

struct Said {
  std::int64_t id = 0;
  std::int64_t organization = 0;
  std::int64_t account = 0;
  std::string persons;
  std::string note;
  std::string by;
  std::string to;
  static void columns(auto& v, Said& row) { v(row.id, row.organization, row.account, row.persons, row.note, row.by, row.to); }
};

bool replied(const Said& row, const Subject& s) {
  return (row.account != 0 && row.account == s.account) || s.has_name(row.by, row.organization);
}

/// Each name stands in a line of its own; how many come still counts.
std::string without(const std::string& persons, const Said& row, const Subject& s) {
  std::string out;
  for (std::size_t from = 0; from < persons.size();) {
    const auto end = std::min(persons.find('\n', from), persons.size());
    const auto name = persons.substr(from, end - from);
    if (!out.empty()) out += '\n';
    out += s.has_name(name, row.organization) ? std::string(feature::erased_name) : feature::redacted(name, s);
    from = end + 1;
  }
  return out;
}

/// The row as it stays.
Said without(Said row, const Subject& s) {
  const auto persons = without(row.persons, row, s);
  const bool theirs = replied(row, s);
  // The note speaks of who replied or of who comes: «silla de ruedas».
  row.note = theirs || persons != row.persons ? std::string() : feature::redacted(row.note, s);
  row.persons = persons;
  if (theirs) row.by = feature::erased_name;
  if (s.has_address(row.to)) row.to = feature::erased_address(row.id).text();
  return row;
}

struct Found {
  Said row;
  Said clean;
};
std::vector<Found> naming(db::Tx& tx, const Subject& s) {
  std::vector<Found> out;
  tx.each<Said>(
      "SELECT id, organization_id, COALESCE(replied_account, 0), persons, note, replied_by, written_to FROM registrations WHERE "
      "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Said& row) {
        auto clean = without(row, s);
        if (clean.persons != row.persons || clean.note != row.note || clean.by != row.by || clean.to != row.to)
          out.push_back({row, std::move(clean)});
      });
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& [row, clean] : naming(tx, s)) {
    feature::PersonalRow told{_("Convocatoria a una reunión"), {}, Fate::nameless};
    if (clean.to != row.to) told.facts.push_back({_("Correo"), row.to});
    if (clean.by != row.by) told.facts.push_back({_("Respondió"), row.by});
    if (clean.persons != row.persons) told.facts.push_back({_("Quiénes vienen"), row.persons});
    if (clean.note != row.note) told.facts.push_back({_("Nota"), row.note});
    out.push_back(std::move(told));
  }
}

void erase(db::Tx& tx, const Subject& s) {
  for (const auto& [row, clean] : naming(tx, s)) {
    tx.exec("UPDATE registrations SET persons = :persons, note = :note, replied_by = :by, written_to = :to WHERE id = :id",
            {{"persons", clean.persons}, {"note", clean.note}, {"by", clean.by}, {"to", clean.to}, {"id", row.id}});
    audit::erase_salt(tx, "registration", row.id);
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"registrations.persons", "registrations.note", "registrations.replied_by", "registrations.written_to"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::registrations
