// Who asked that their organisation takes part, and who decided it.
#include "features/applications/personal.h"

#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::applications {
namespace {

using feature::Fate;
using feature::Subject;

struct Asked {
  std::int64_t id = 0;
  std::string organization;
  std::string person;
  std::string position;
  std::string email;
  std::string why;
  bool decided = false;
  static void columns(auto& v, Asked& row) {
    v(row.id, row.organization, row.person, row.position, row.email, row.why, row.decided);
  }
};

struct Proposed {
  std::string name;
  std::string at;
  static void columns(auto& v, Proposed& row) { v(row.name, row.at); }
};

std::vector<Asked> asked_by(db::Tx& tx, const Subject& s) {
  std::vector<Asked> out;
  for (const auto& key : s.addresses)
    for (auto& row : tx.all<Asked>("SELECT id, organization_name, person_name, position, email, why, decided_at IS NOT NULL FROM "
                                   "applications WHERE email_folded = :key AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
                                   ":agency) ORDER BY id",
                                   {{"key", key}, {"every", s.agency}, {"agency", s.agency}}))
      out.push_back(std::move(row));
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : asked_by(tx, s))
    out.push_back({_("Solicitud de participación"),
                   {{_("Organización"), row.organization},
                    {_("Nombre"), row.person},
                    {_("Cargo"), row.position},
                    {_("Correo"), row.email},
                    {_("Motivo"), row.why}},
                   row.decided ? Fate::nameless : Fate::goes});
  if (s.account == 0) return;
  const auto count = tx.one<std::int64_t>(
      "SELECT count(*) FROM applications WHERE decided_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  for (const auto& row :
       tx.all<Proposed>("SELECT organization_name, created_at FROM applications WHERE proposer_account = :account "
                        "AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                        {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back(
        {_("Organización invitada que propuso"), {{_("Organización"), row.name}, {_("Fecha"), row.at}}, Fate::nameless});
  if (count.value_or(0) > 0)
    out.push_back({_("Solicitudes de participación que decidió"), {{_("Cuántos"), std::to_string(*count)}}, Fate::nameless});
}

/// One that nobody decided yet goes: there is nobody left to answer. A decided one stays as when its time is over (forget()).
void erase(db::Tx& tx, const Subject& s) {
  for (const auto& row : asked_by(tx, s)) {
    if (row.decided)
      tx.exec(
          "UPDATE applications SET person_name = '', position = '', email = '', email_folded = '', why = '', network = '' WHERE "
          "id = :id",
          {{"id", row.id}});
    else
      tx.exec("DELETE FROM applications WHERE id = :id", {{"id", row.id}});
    audit::erase_salt(tx, "application", row.id);
  }
  const auto reasons = tx.all<feature::FreeText>(
      "SELECT id, reason FROM applications WHERE reason <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE applications SET reason = :reason WHERE id = :id", {{"reason", row.text}, {"id", row.id}});
  if (s.account == 0) return;
  tx.exec(
      "UPDATE applications SET decided_by_name = :name WHERE decided_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id "
      "= :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"applications.person_name", "applications.position", "applications.email", "applications.email_folded",
                   "applications.why", "applications.network", "applications.decided_by_name", "applications.reason"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::applications
