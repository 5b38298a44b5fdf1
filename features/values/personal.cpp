// Evidence of measures and why a KPI was retired: free texts in which somebody may be named.
#include "features/values/personal.h"

#include "platform/feature/personal.h"

namespace alianza::values {
namespace {

using feature::Fate;
using feature::Subject;

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  const auto count = tx.one<std::int64_t>(
      "SELECT count(*) FROM value_measures WHERE measured_account = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (count.value_or(0) > 0)
    out.push_back({_("Mediciones que anotó para su organización"), {{_("Cuántos"), std::to_string(*count)}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const auto evidence =
      tx.all<feature::FreeText>("SELECT id, evidence FROM value_measures WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency",
                                {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(evidence, s))
    tx.exec("UPDATE value_measures SET evidence = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto reasons = tx.all<feature::FreeText>(
      "SELECT id, retired_for FROM value_kpis WHERE retired_for <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE value_kpis SET retired_for = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"value_measures.evidence", "value_kpis.retired_for"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::values
