// Members propose guests; the secretariat decides as with those that ask by themselves (actions.cpp).
#include <algorithm>
#include <set>

#include "features/applications/access.h"
#include "features/applications/actions.h"
#include "features/applications/store.h"

namespace alianza::applications {
namespace {

constexpr int most_rows = 300;

/// In whose name: what was chosen, or the only organisation the actor acts for.
Result<OrganizationId> proposer_of(const membership::Standing& standing, const std::string& typed) {
  const auto wrong = [] { return fail(Error::field("proposer", _("Elija en nombre de qué organización la propone."))); };
  if (const auto text = trim(typed); !text.empty()) {
    const auto id = OrganizationId::parse(text);
    if (!id || !may_propose(standing, *id)) return wrong();
    return *id;
  }
  OrganizationId only;
  for (const auto& seat : standing.seats) {
    if (!may_propose(standing, seat.organization)) continue;
    if (only) return wrong();
    only = seat.organization;
  }
  return only;
}

}  // namespace

Result<ApplicationId> propose(db::Tx& tx, const feature::Act& act, AllianceId alliance, const GuestInput& input, Lang lang) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may_propose(seen.standing)) return fail(Error::forbidden());
  if (seen.alliance.nature == alliances::Nature::reconstruction)
    return fail(Error::conflict(_("Esta alianza reconstruye el pasado: no recibe organizaciones nuevas.")));
  auto a = TRY(parse_guest(input.guest));
  a.proposer = TRY(proposer_of(seen.standing, input.proposer));
  if (store::open_of_proposer(tx, alliance, a.proposer) >= most_guests_open)
    return fail(
        Error::conflict(_("Su organización ya tiene muchas propuestas por decidir. Espere a que el secretariado decida.")));
  if (store::has_open(tx, alliance, a.email))
    return fail(Error::field("email", _("Ya hay una solicitud por decidir con ese correo.")));
  a.id = ApplicationId::make();
  a.agency = seen.alliance.agency;
  a.alliance = alliance;
  a.state = State::pending;
  a.lang = lang;
  a.created_at = tx.now();
  a.confirmed_at = tx.now();
  a.proposer_account = act.who().account;
  store::insert(tx, a, {});
  feature::record(tx, act, {a.agency.value(), alliance.value(), "application", a.id.value()}, "application.propose",
                  audit::Fields()
                      .set("proposer", a.proposer)
                      .set("organization", a.organization_name)
                      .set("type", organizations::to_text(a.type))
                      .personal("name", {}, a.person_name)
                      .personal("email", {}, a.email.text()));
  TRY(feature::remember(tx, act, a.id.text()));
  return a.id;
}

Result<Guests> guests(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Guests out{.seen = TRY(alliances::see(tx, actor, alliance))};
  const auto& standing = out.seen.standing;
  if (!may_read_guests(standing)) return fail(Error::forbidden());
  std::set<OrganizationId> ids;
  for (auto& a : store::proposed(tx, alliance, most_rows)) {
    if (!standing.convenes() && !standing.acts_for(a.proposer) && !(actor && a.proposer_account == actor->account)) continue;
    ids.insert(a.proposer);
    if (a.organization) ids.insert(a.organization);
    out.rows.push_back(std::move(a));
  }
  for (auto& [id, name] : organizations::names(tx, {ids.begin(), ids.end()})) out.names.emplace(id, std::move(name.name));
  out.may_propose = may_propose(standing);
  return out;
}

}  // namespace alianza::applications
