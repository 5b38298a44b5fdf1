#include "features/duties/actions.h"

#include <algorithm>
#include <set>

#include "features/agencies/actions.h"
#include "features/campaigns/actions.h"
#include "features/duties/access.h"
#include "features/duties/store.h"
#include "features/meetings/actions.h"
#include "features/minutes/actions.h"
#include "platform/auth/accounts.h"

namespace alianza::duties {
namespace {

constexpr int agenda_days = 14;
constexpr std::size_t note_length = 2000;

feature::About about(const Duty& d) { return {d.agency.value(), d.alliance.value(), "duty", d.id.value()}; }

/// By name; one who holds both offices stands once.
std::vector<Convener> conveners_of(db::Tx& tx, const alliances::Seen& seen) {
  std::vector<Convener> out;
  std::set<AccountId> known;
  for (const auto& holder : agencies::people(tx, seen.alliance.agency)) {
    const auto& a = holder.appointment;
    const bool convenes = a.role == auth::Role::director || a.role == auth::Role::secretariat;
    if (convenes && a.in_office(seen.today) && known.insert(a.account).second) out.push_back({a.account, holder.name});
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
  return out;
}

Names names_of(db::Tx& tx, const std::set<AccountId>& accounts) {
  Names out;
  for (const auto& account : auth::find_accounts(tx, {accounts.begin(), accounts.end()})) out.emplace(account.id, account.name);
  return out;
}

Result<SeenDuty> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, DutyId id) {
  auto at = TRY(see(tx, act.actor, alliance, id));
  if (!at.may_keep) return fail(Error::forbidden());
  return at;
}

Done check_owner(const std::vector<Convener>& conveners, AccountId owner) {
  if (std::any_of(conveners.begin(), conveners.end(), [&](const auto& c) { return c.account == owner; })) return {};
  return fail(Error::field("owner", _("Elija a quien hoy dirige la institución o está en el secretariado.")));
}

/// The same again, so many months later.
void come_back(db::Tx& tx, const feature::Act& act, const Duty& done) {
  if (done.every_months == 0) return;
  auto next = done;
  next.id = DutyId::make();
  next.state = State::open;
  next.due = months_after(done.due, done.every_months);
  store::insert(tx, next);
  store::add_step(tx, next, {}, act.who().account);
}

}  // namespace

Result<Board> board(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const Filter& filter) {
  Board out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  const auto today = out.seen.today;
  std::set<AccountId> owners;
  for (const auto state : states()) {
    if (state != State::open && filter.state && *filter.state != state) continue;
    for (auto& duty : store::of_alliance(tx, alliance, state)) {
      out.open += state == State::open ? 1 : 0;
      out.overdue += is_overdue(duty, today) ? 1 : 0;
      if (!matches(filter, duty, today)) continue;
      owners.insert(duty.owner);
      out.rows.push_back(std::move(duty));
    }
  }
  out.names = names_of(tx, owners);
  out.conveners = conveners_of(tx, out.seen);
  out.may_keep = may(Action::keep, out.seen.standing);
  return out;
}

Result<Signals> signals(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  Signals out;
  for (const auto& [campaign, counts] : TRY(campaigns::list(tx, actor, seen.alliance.id)).campaigns)
    if (campaign.state != campaigns::State::closed) out.silent += counts.silent;
  out.overdue_agreements = minutes::count(tx, seen, {.everything = true}, {.overdue = true});
  out.without_agenda = meetings::without_agenda(tx, seen.alliance.id, seen.today, agenda_days);
  return out;
}

Result<SeenDuty> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, DutyId id) {
  SeenDuty out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  auto duty = store::find(tx, alliance, id);
  if (!duty) return fail(Error::not_found());
  out.duty = std::move(*duty);
  out.steps = store::steps(tx, id);
  std::set<AccountId> accounts{out.duty.owner};
  for (const auto& step : out.steps) {
    accounts.insert(step.owner);
    accounts.insert(step.by);
  }
  out.names = names_of(tx, accounts);
  out.conveners = conveners_of(tx, out.seen);
  out.may_keep = may(Action::keep, out.seen.standing);
  return out;
}

Result<DutyId> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  auto duty = TRY(parse(input));
  TRY(check_owner(conveners_of(tx, seen), duty.owner));
  duty.id = DutyId::make();
  duty.agency = seen.alliance.agency;
  duty.alliance = alliance;
  store::insert(tx, duty);
  store::add_step(tx, duty, {}, act.who().account);
  feature::record(
      tx, act, about(duty), "duty.add",
      audit::Fields().set("kind", to_text(duty.kind)).set("what", duty.what).set("owner", duty.owner).set("due", duty.due));
  TRY(feature::remember(tx, act, duty.id.text()));
  return duty.id;
}

Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, DutyId id, const Input& input) {
  const auto at = TRY(seen_for(tx, act, alliance, id));
  const auto& before = at.duty;
  if (before.state != State::open) return fail(Error::conflict(_("Ya se cerró; ábrala de nuevo para cambiarla.")));
  auto duty = TRY(parse(input));
  if (duty.owner != before.owner) TRY(check_owner(at.conveners, duty.owner));
  duty.id = id;
  duty.agency = before.agency;
  duty.alliance = alliance;
  if (!store::update(tx, duty))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  if (duty.owner != before.owner || duty.due != before.due) store::add_step(tx, duty, {}, act.who().account);
  feature::record(tx, act, about(duty), "duty.edit",
                  audit::Fields()
                      .change("kind", to_text(before.kind), to_text(duty.kind))
                      .change("what", before.what, duty.what)
                      .change("owner", before.owner, duty.owner)
                      .change("due", before.due, duty.due));
  return feature::remember(tx, act, id.text());
}

Done move(db::Tx& tx, const feature::Act& act, AllianceId alliance, DutyId id, std::string_view state, std::string_view note) {
  auto at = TRY(seen_for(tx, act, alliance, id));
  auto& duty = at.duty;
  State to{};
  if (!from_text(state, to)) return fail(Error::field("state", _("Elija un estado de la lista.")));
  if (to == duty.state) return fail(Error::conflict(_("La tarea ya está en ese estado.")));
  auto why = parse_text(note, note_length, Lines::many);
  if (!why) return fail(Error::field("note", why.error().message));
  if (why->empty())
    return fail(Error::field(
        "note", to == State::done ? _("Escriba la evidencia: qué se hizo y dónde se puede ver.") : _("Escriba el motivo.")));
  const auto before = duty.state;
  duty.state = to;
  if (!store::update(tx, duty)) return fail(Error::conflict(_("Alguien guardó antes.")));
  store::add_step(tx, duty, *why, act.who().account);
  if (to == State::done) come_back(tx, act, duty);
  feature::record(tx, act, about(duty), "duty.move",
                  audit::Fields().change("state", to_text(before), to_text(to)).set("note", *why));
  return feature::remember(tx, act, id.text());
}

std::vector<Duty> own(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, int days) {
  std::vector<Duty> out;
  if (!actor || !may(Action::keep, seen.standing)) return out;
  for (auto& duty : store::of_alliance(tx, seen.alliance.id, State::open))
    if (duty.owner == actor->account && duty.due - seen.today <= days) out.push_back(std::move(duty));
  return out;
}

}  // namespace alianza::duties
