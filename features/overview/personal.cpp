// Who set targets.
#include "features/overview/personal.h"

#include "platform/feature/personal.h"

namespace alianza::overview {
namespace {

using feature::Fate;
using feature::Subject;

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  const auto count = tx.one<std::int64_t>(
      "SELECT count(*) FROM overview_sme_targets WHERE set_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (count.value_or(0) > 0)
    out.push_back({_("Metas de participación a su nombre"), {{_("Cuántos"), std::to_string(*count)}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  if (s.account == 0) return;
  tx.exec(
      "UPDATE overview_sme_targets SET set_by_name = :name WHERE set_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id "
      "= :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"overview_sme_targets.set_by_name"}, .find = {}, .tell = tell, .erase = erase});
}

}  // namespace alianza::overview
