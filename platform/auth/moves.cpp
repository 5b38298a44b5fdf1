#include "platform/auth/moves.h"

#include "platform/auth/revocation.h"

namespace alianza::auth {

std::vector<AppointmentId> move_appointments(db::Tx& tx, Scope from, Scope to) {
  const auto ids = tx.all<AppointmentId>(
      "SELECT g.id FROM appointments g WHERE g.scope_kind = :kind AND g.scope_id = :from AND NOT EXISTS (SELECT 1 FROM "
      "appointments k WHERE k.scope_kind = :to_kind AND k.scope_id = :to AND k.account_id = g.account_id AND k.role = g.role AND "
      "(k.until IS NULL OR k.until >= g.since) AND (g.until IS NULL OR g.until >= k.since)) ORDER BY g.id",
      {{"kind", from.kind}, {"from", from.id}, {"to_kind", to.kind}, {"to", to.id}});
  move_appointments(tx, from, to, ids);
  return ids;
}

void move_appointments(db::Tx& tx, Scope from, Scope to, const std::vector<AppointmentId>& ids) {
  if (ids.empty()) return;
  tx.exec(
      "UPDATE appointments SET scope_kind = :to_kind, scope_id = :to WHERE scope_kind = :kind AND scope_id = :from AND id IN "
      "(:ids...)",
      {{"to_kind", to.kind}, {"to", to.id}, {"kind", from.kind}, {"from", from.id}, {"ids", db::list(ids)}});
  revocation::announce();
}

}  // namespace alianza::auth
