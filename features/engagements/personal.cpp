// Private notes of who joined, and why something was cancelled: free texts in which somebody may be named.
#include "features/engagements/personal.h"

#include "platform/feature/personal.h"

namespace alianza::engagements {
namespace {

using feature::Fate;
using feature::Subject;

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  const auto count = tx.one<std::int64_t>(
      "SELECT count(*) FROM engagement_joins WHERE joined_account = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (count.value_or(0) > 0)
    out.push_back(
        {_("Formas de participar a las que sumó a su organización"), {{_("Cuántos"), std::to_string(*count)}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  const auto notes = tx.all<feature::FreeText>(
      "SELECT id, note FROM engagement_joins WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(notes, s))
    tx.exec("UPDATE engagement_joins SET note = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
  const auto reasons = tx.all<feature::FreeText>(
      "SELECT id, cancelled_for FROM engagements WHERE cancelled_for <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"every", s.agency}, {"agency", s.agency}});
  for (const auto& row : feature::redacted(reasons, s))
    tx.exec("UPDATE engagements SET cancelled_for = :text WHERE id = :id", {{"text", row.text}, {"id", row.id}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"engagement_joins.note", "engagements.cancelled_for"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::engagements
