// Who moved stages and recorded conditions.
#include "features/alliances/personal.h"

#include "platform/feature/personal.h"

namespace alianza::alliances {
namespace {

using feature::Fate;
using feature::Subject;

struct Acts {
  std::int64_t moves = 0;
  std::int64_t fulfilments = 0;
  static void columns(auto& v, Acts& row) { v(row.moves, row.fulfilments); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  const auto acts = tx.one<Acts>(
      "SELECT (SELECT count(*) FROM stage_moves WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)), (SELECT count(*) FROM condition_fulfilments WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency))",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (acts && acts->moves + acts->fulfilments > 0)
    out.push_back({_("Actos sobre las etapas a su nombre"),
                   {{_("Cuántos"), std::to_string(acts->moves + acts->fulfilments)}},
                   Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  if (s.account == 0) return;
  tx.exec(
      "UPDATE stage_moves SET recorded_by_name = :name WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id "
      "= :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  tx.exec(
      "UPDATE condition_fulfilments SET recorded_by_name = :name WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      {{"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"stage_moves.recorded_by_name", "condition_fulfilments.recorded_by_name"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::alliances
