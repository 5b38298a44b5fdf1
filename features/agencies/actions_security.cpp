// The second factor of the people of an agency: who must have one, and who lost theirs.
#include <algorithm>

#include "features/agencies/access.h"
#include "features/agencies/actions.h"
#include "features/agencies/store.h"
#include "features/membership/actions.h"
#include "platform/auth/confirmation.h"
#include "platform/auth/revocation.h"
#include "platform/auth/second_factor.h"

namespace alianza::agencies {
namespace {

constexpr std::size_t longest_reason = 300;

feature::About about_agency(AgencyId id) { return {id.value(), 0, "agency", id.value()}; }

Result<Agency> see_as_director(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) {
  auto agency = TRY(read(tx, actor, id));
  const auto standing = membership::standing(tx, actor, id, std::nullopt, today(tx, agency));
  if (!may(Action::secure, standing)) return fail(Error::forbidden());
  return agency;
}

/// An office that gives power here, as the setting names them.
bool has_power(const auth::Appointment& row) {
  return row.scope.kind == auth::ScopeKind::agency && (row.role == auth::Role::director || row.role == auth::Role::secretariat);
}

/// Whose second factor the director of one agency may not touch: it guards doors of others too.
bool serves_elsewhere(db::Tx& tx, auth::AccountId account, AgencyId here, Date day) {
  const auto rows = auth::appointments_of(tx, account, day);
  return std::ranges::any_of(rows, [&](const auth::Appointment& row) {
    return row.scope.kind == auth::ScopeKind::server ||
           (row.scope.kind == auth::ScopeKind::agency && row.scope.id != here.value());
  });
}

}  // namespace

std::string_view to_text(Demand demand) { return demand == Demand::demanded ? "demanded" : "free"; }

bool from_text(std::string_view text, Demand& demand) {
  demand = text == "demanded" ? Demand::demanded : Demand::free;
  return text == "demanded" || text == "free";
}

Result<Demand> second_factor_demand(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) {
  TRY(see_as_director(tx, actor, id));
  return store::demands_second_factor(tx, id) ? Demand::demanded : Demand::free;
}

Done demand_second_factor(db::Tx& tx, const feature::Act& act, AgencyId id, std::string_view demand) {
  TRY(see_as_director(tx, act.actor, id));
  TRY(auth::demand_confirmed(tx, act.who()));
  Demand wanted{};
  if (!from_text(demand, wanted)) return fail(Error::field("second_factor", _("Elija una de las dos.")));
  const auto before = store::demands_second_factor(tx, id) ? Demand::demanded : Demand::free;
  store::put_second_factor_demand(tx, id, wanted == Demand::demanded);
  auth::revocation::announce();  // sessions that are open are led to enrol on their next page
  feature::record(tx, act, about_agency(id), "agency.demand_second_factor",
                  audit::Fields().change("second_factor", to_text(before), to_text(wanted)));
  return feature::remember(tx, act, id.text());
}

bool lacks_second_factor(db::Tx& tx, const auth::Actor& actor) {
  if (actor.via != auth::Via::session) return false;
  std::vector<AgencyId> agencies;
  for (const auto& row : auth::appointments_of(tx, actor.account, Zone().date_of(tx.now())))
    if (has_power(row)) agencies.emplace_back(row.scope.id);
  const bool demanded = std::ranges::any_of(agencies, [&](AgencyId id) { return store::demands_second_factor(tx, id); }) ||
                        (actor.server_operator && store::any_demands_second_factor(tx));
  return demanded && !auth::has_second_factor(tx, actor.account);
}

Result<Holder> whose_second_factor(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id, auth::AppointmentId appointment) {
  const auto agency = TRY(see_as_director(tx, actor, id));
  const auto rows = people(tx, id);
  const auto row = std::ranges::find_if(rows, [&](const Holder& holder) { return holder.appointment.id == appointment; });
  if (row == rows.end()) return fail(Error::not_found());
  const auto day = today(tx, agency);
  const auto account = row->appointment.account;
  if (!row->appointment.in_office(day)) return fail(Error::conflict(_("Esta persona ya no trabaja en la institución.")));
  if (account == actor->account)
    return fail(Error::conflict(_("El suyo lo apaga usted en «Su cuenta», o lo retira quien opera el servidor.")));
  if (serves_elsewhere(tx, account, id, day))
    return fail(Error::conflict(
        _("Esta persona tiene cargo también fuera de su institución: su segundo factor lo retira quien opera el servidor.")));
  if (!auth::has_second_factor(tx, account)) return fail(Error::conflict(_("Esta cuenta no tiene segundo factor.")));
  return *row;
}

Done reset_second_factor(db::Tx& tx, const feature::Act& act, AgencyId id, auth::AppointmentId appointment,
                         std::string_view reason) {
  const auto holder = TRY(whose_second_factor(tx, act.actor, id, appointment));
  TRY(auth::demand_confirmed(tx, act.who()));
  const auto why = parse_text(reason, longest_reason);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba por qué; queda en la bitácora.")));
  const auto account = holder.appointment.account;
  TRY(auth::remove_second_factor(tx, account));
  auth::revoke_sessions(tx, account, {});
  feature::record(tx, act, {id.value(), 0, "account", account.value()}, "account.reset_second_factor",
                  audit::Fields().set("reason", *why));
  return feature::remember(tx, act, id.text());
}

}  // namespace alianza::agencies
