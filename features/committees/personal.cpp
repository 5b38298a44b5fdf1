// Who held an office of a committee.
#include "features/committees/personal.h"

#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::committees {
namespace {

using feature::Fate;
using feature::Subject;

struct Held {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::int64_t organization = 0;
  std::int64_t account = 0;
  std::string office;
  std::string holder;
  Date since;
  std::optional<Date> until;
  std::string document;
  std::string end_reason;
  static void columns(auto& v, Held& row) {
    v(row.id, row.agency, row.organization, row.account, row.office, row.holder, row.since, row.until, row.document,
      row.end_reason);
  }
};

std::vector<Held> held_by(db::Tx& tx, const Subject& s) {
  std::vector<Held> out;
  tx.each<Held>(
      "SELECT id, agency_id, organization_id, COALESCE(account_id, 0), office, holder, since, until, document, end_reason FROM "
      "committee_appointments WHERE (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Held& row) {
        const bool by_account = row.account != 0 && row.account == s.account;
        if (by_account || s.has_name(row.holder, row.organization)) out.push_back(row);
      });
  return out;
}

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& row : held_by(tx, s))
    out.push_back({_("Cargo en un comité"),
                   {{_("Cargo"), row.office},
                    {_("Nombre"), row.holder},
                    {_("Desde"), row.since.text()},
                    {_("Hasta"), row.until ? row.until->text() : std::string()},
                    {_("Documento"), row.document},
                    {_("Motivo"), row.end_reason}},
                   Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const auto today = Zone().date_of(tx.now());
  for (const auto& row : held_by(tx, s)) {
    tx.exec(
        "UPDATE committee_appointments SET holder = :name, document = :document, end_reason = :reason, until = CASE WHEN until "
        "IS NOT NULL THEN until "
        "WHEN since > :today THEN since ELSE :today END WHERE id = :id",
        {{"name", feature::erased_name},
         {"document", feature::redacted(row.document, s)},
         {"reason", feature::redacted(row.end_reason, s)},
         {"today", today},
         {"id", row.id}});
    if (s.account_fate == Subject::Account::goes)
      tx.exec("UPDATE committee_appointments SET account_id = NULL WHERE id = :id", {{"id", row.id}});
    audit::erase_salt(tx, "committee_appointment", row.id);
  }
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"committee_appointments.holder", "committee_appointments.document",
                                       "committee_appointments.end_reason", "committee_appointments.account_id"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::committees
