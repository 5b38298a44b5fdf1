// Who said why a committee did not meet.
#include "features/cadences/personal.h"

#include "platform/feature/personal.h"

namespace alianza::cadences {
namespace {

using feature::Fate;
using feature::Subject;

struct Closed {
  std::string reason;
  std::string at;
  static void columns(auto& v, Closed& row) { v(row.reason, row.at); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  for (const auto& row : tx.all<Closed>("SELECT reason, closed_at FROM cadence_alerts WHERE closed_account = :account AND "
                                        "closed_at IS NOT NULL AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY "
                                        "id",
                                        {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Aviso de comité que cerró"), {{_("Motivo"), row.reason}, {_("Fecha"), row.at}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const auto reasons = tx.all<feature::FreeText>(
      "SELECT id, reason FROM cadence_alerts WHERE reason <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE cadence_alerts SET reason = :reason WHERE id = :id", {{"reason", row.text}, {"id", row.id}});
  if (s.account == 0) return;
  tx.exec(
      "UPDATE cadence_alerts SET closed_by = :name WHERE closed_account = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id "
      "= :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"cadence_alerts.closed_by", "cadence_alerts.reason"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::cadences
