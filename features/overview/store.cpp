#include "features/overview/store.h"

namespace alianza::overview::store {
namespace {

struct Row {
  Target t;
  static void columns(auto& v, Row& r) { v(r.t.percent, r.t.set_by, r.t.set_at); }
};

}  // namespace

Target target(db::Tx& tx, AllianceId alliance) {
  auto row = tx.one<Row>(
      "SELECT percent, set_by_name, set_at FROM overview_sme_targets WHERE alliance_id = :alliance ORDER BY id DESC LIMIT 1",
      {{"alliance", alliance}});
  return row ? std::move(row->t) : Target();
}

void set_target(db::Tx& tx, AgencyId agency, AllianceId alliance, std::int64_t percent, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO overview_sme_targets (id, agency_id, alliance_id, percent, set_by, set_by_name, set_at) VALUES (:id, :agency, "
      ":alliance, :percent, :by, :name, :at)",
      {{"id", Id<struct TargetTag>::make()},
       {"agency", agency},
       {"alliance", alliance},
       {"percent", percent},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
}

}  // namespace alianza::overview::store
