#include "platform/auth/appointments.h"

#include <algorithm>

#include "platform/auth/accounts.h"
#include "platform/auth/revocation.h"

namespace alianza::auth {
namespace {

Done check(db::Tx& tx, const NewAppointment& wanted) {
  if (scope_of(wanted.role) != wanted.scope.kind || (wanted.scope.id == 0) != (wanted.scope.kind == ScopeKind::server))
    return fail(Error::field("role", _("Este cargo no existe en este ámbito.")));
  if (wanted.until && *wanted.until < wanted.since)
    return fail(Error::field("until", _("Escriba una fecha igual o posterior al inicio.")));
  const auto account = find_account(tx, wanted.account);
  if (!account) return fail(Error::field("account", _("Esta cuenta no existe.")));
  if (!account->active()) return fail(Error::field("account", _("Esta cuenta está desactivada.")));
  return {};
}

bool overlaps(db::Tx& tx, const NewAppointment& wanted) {
  // An empty last day is later than any day.
  const auto until = wanted.until ? wanted.until->text() : std::string("9999-12-31");
  return tx.one<std::int64_t>(
               "SELECT count(*) FROM appointments WHERE account_id = :account AND scope_kind = :kind AND scope_id = :scope "
               "AND role = :role AND since <= :until AND (until IS NULL OR until >= :since)",
               {{"account", wanted.account},
                {"kind", wanted.scope.kind},
                {"scope", wanted.scope.id},
                {"role", wanted.role},
                {"until", until},
                {"since", wanted.since}})
             .value() > 0;
}

std::optional<Appointment> find(db::Tx& tx, AppointmentId id) {
  return tx.one<Appointment>(
      "SELECT id, account_id, scope_kind, scope_id, role, since, until, granted_by, reason, document, ended_by, end_reason "
      "FROM appointments WHERE id = :id",
      {{"id", id}});
}

}  // namespace

Result<Appointment> appoint(db::Tx& tx, const NewAppointment& wanted) {
  TRY(check(tx, wanted));
  if (overlaps(tx, wanted))
    return fail(Error::conflict(_("Esta persona ya tiene ese cargo en esos días. Termine antes el nombramiento anterior.")));
  Appointment made{
      AppointmentId::make(), wanted.account,  wanted.scope, wanted.role, wanted.since, wanted.until, wanted.granted_by,
      wanted.reason,         wanted.document, AccountId(),  {}};
  tx.exec(
      "INSERT INTO appointments (id, account_id, scope_kind, scope_id, role, since, until, granted_by, granted_at, reason, "
      "document, ended_by, end_reason) VALUES (:id, :account, :kind, :scope, :role, :since, :until, :by, :at, :reason, "
      ":document, 0, '')",
      {{"id", made.id},
       {"account", made.account},
       {"kind", made.scope.kind},
       {"scope", made.scope.id},
       {"role", made.role},
       {"since", made.since},
       {"until", made.until},
       {"by", made.granted_by},
       {"at", tx.now()},
       {"reason", made.reason},
       {"document", made.document}});
  revocation::announce();
  return made;
}

Result<Appointment> end_appointment(db::Tx& tx, AppointmentId id, Date last_day, AccountId by, std::string_view reason) {
  auto row = find(tx, id);
  if (!row) return fail(Error::not_found());
  if (last_day < row->since) return fail(Error::field("until", _("Escriba una fecha igual o posterior al inicio.")));
  if (row->until && *row->until <= last_day) return fail(Error::conflict(_("Este nombramiento ya tiene fecha de término.")));
  // A planned last day may be brought forward once; who ended it stays.
  if (row->ended_by) return fail(Error::conflict(_("Este nombramiento ya se terminó.")));
  row->until = last_day;
  row->ended_by = by;
  row->end_reason = reason;
  tx.exec("UPDATE appointments SET until = :until, ended_by = :by, ended_at = :at, end_reason = :reason WHERE id = :id",
          {{"until", last_day}, {"by", by}, {"at", tx.now()}, {"reason", reason}, {"id", id}});
  revocation::announce();
  return *row;
}

std::vector<Appointment> appointments_of(db::Tx& tx, AccountId account, Date today) {
  return tx.all<Appointment>(
      "SELECT id, account_id, scope_kind, scope_id, role, since, until, granted_by, reason, document, ended_by, end_reason "
      "FROM appointments WHERE account_id = :account AND since <= :today AND (until IS NULL OR until >= :today) ORDER BY id",
      {{"account", account}, {"today", today}});
}

std::vector<Appointment> holders(db::Tx& tx, Scope scope, Role role, Date today) {
  return tx.all<Appointment>(
      "SELECT id, account_id, scope_kind, scope_id, role, since, until, granted_by, reason, document, ended_by, end_reason "
      "FROM appointments WHERE scope_kind = :kind AND scope_id = :scope AND role = :role AND since <= :today "
      "AND (until IS NULL OR until >= :today) ORDER BY since, id",
      {{"kind", scope.kind}, {"scope", scope.id}, {"role", role}, {"today", today}});
}

std::vector<Appointment> appointment_history(db::Tx& tx, Scope scope) {
  return tx.all<Appointment>(
      "SELECT id, account_id, scope_kind, scope_id, role, since, until, granted_by, reason, document, ended_by, end_reason "
      "FROM appointments WHERE scope_kind = :kind AND scope_id = :scope ORDER BY since DESC, id DESC",
      {{"kind", scope.kind}, {"scope", scope.id}});
}

std::vector<Appointment> appointment_history(db::Tx& tx, AccountId account) {
  return tx.all<Appointment>(
      "SELECT id, account_id, scope_kind, scope_id, role, since, until, granted_by, reason, document, ended_by, end_reason "
      "FROM appointments WHERE account_id = :account ORDER BY since DESC, id DESC",
      {{"account", account}});
}

bool holds(const std::vector<Appointment>& rows, Scope scope, Role role) {
  return std::ranges::any_of(rows, [&](const Appointment& row) { return row.scope == scope && row.role == role; });
}

}  // namespace alianza::auth
