// What the secretariat reads and decides.
#include "features/applications/actions.h"

#include <algorithm>

#include "features/agencies/actions.h"
#include "features/applications/access.h"
#include "features/applications/letters.h"
#include "features/applications/store.h"
#include "platform/auth/accounts.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/mail.h"

namespace alianza::applications {
namespace {

constexpr std::size_t most_alike = 5;

feature::About about(const Application& a) { return {a.agency.value(), a.alliance.value(), "application", a.id.value()}; }

/// The profile that it would have in the directory: what the form says and no more.
organizations::Profile profile_of(const Application& a, const std::string& source) {
  organizations::Profile p;
  p.type = a.type;
  p.name = a.organization_name;
  p.origin = a.proposer ? organizations::Origin::by_member : organizations::Origin::own_initiative;
  p.origin_organization = a.proposer;
  p.source = source;
  return p;
}

std::vector<organizations::Alike> alike_of(db::Tx& tx, const Application& a) {
  const auto domain = organizations::own_domain(a.email.text());
  auto found = organizations::alike(tx, a.agency, {}, profile_of(a, {}),
                                    domain.empty() ? std::vector<std::string>() : std::vector{domain});
  if (found.size() > most_alike) found.resize(most_alike);
  return found;
}

Result<SeenApplication> seen_to_decide(db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id) {
  auto at = TRY(see(tx, act.actor, alliance, id));
  if (!may(Action::decide, at.seen.standing)) return fail(Error::forbidden());
  if (at.application.state != State::pending) return fail(Error::conflict(_("Esta solicitud ya se decidió.")));
  return at;
}

/// The organisation of the directory that was chosen, or a new one.
Result<OrganizationId> organization_of(db::Tx& tx, const feature::Act& inner, const SeenApplication& at,
                                       const std::string& chosen) {
  const auto& a = at.application;
  if (chosen == "new") {
    const auto words = a.proposer ? _("Propuesta de una integrante, del {1}") : _("Solicitud de ingreso del {1}");
    const auto source = i18n::text(Lang::es, Message(words).arg(i18n::full_date(Lang::es, at.seen.today)));
    return organizations::add(tx, inner, a.agency, profile_of(a, source), {}, at.seen.today).id;
  }
  const auto id = OrganizationId::parse(chosen);
  const auto found = id ? organizations::find(tx, a.agency, *id) : std::nullopt;
  if (!found)
    return fail(Error::field("organization", _("Elija si es una organización del directorio o si se registra como nueva.")));
  return found->id;
}

/// Who asked is its contact, unless they are already.
Done keep_contact(db::Tx& tx, const feature::Act& inner, const SeenApplication& at, OrganizationId organization) {
  const auto& a = at.application;
  for (const auto& known : membership::reachable_by_email(tx, a.agency, {a.email.key()}))
    if (known.organization == organization) return {};
  TRY(organizations::add_contact(tx, inner, a.alliance, organization, {a.person_name, a.email.text(), "", a.position, "contact"},
                                 at.seen.today.text()));
  return {};
}

/// As any other: by the letter of a campaign, at once when that one has been sent.
Done invite(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& inner, const SeenApplication& at,
            const std::string& chosen, const std::optional<std::string>& origin) {
  const auto is_it = [&](const campaigns::Campaign& c) { return c.id.text() == chosen; };
  const auto campaign = std::find_if(at.campaigns.begin(), at.campaigns.end(), is_it);
  if (campaign == at.campaigns.end()) return fail(Error::field("campaign", _("Elija una campaña que admita destinatarios.")));
  const auto& a = at.application;
  campaigns::RecipientsInput list;
  list.how = "list";
  list.addresses = a.email.text();
  if (a.lang == Lang::en && !campaign->body.en.empty()) list.lang = "en";
  const auto invited = campaigns::choose(tx, memory, inner, a.alliance, campaign->id, list);
  if (!invited) {
    const auto& error = invited.error();
    return fail(Error::field("campaign", error.fields.empty() ? error.message : error.fields.front().message));
  }
  if (campaign->state != campaigns::State::sent || invited->added == 0) return {};
  return campaigns::start(tx, inner, a.alliance, campaign->id, origin);
}

Done keep_decision(db::Tx& tx, const feature::Act& act, Application& a, const alliances::Alliance& alliance, const char* verb,
                   audit::Fields fields) {
  a.decided_at = tx.now();
  a.decided_by = act.who().name;
  store::update(tx, a, act.who().account);
  const auto agency = agencies::find(tx, a.agency);
  ENSURE(agency);
  if (!a.proposer) {
    mail::send(tx, decision_letter(a, {alliance.name, agency->name}));
  } else if (const auto account = auth::find_account(tx, a.proposer_account); account && account->active()) {
    mail::send(tx, guest_letter(a, {alliance.name, agency->name}, *account));
  }
  feature::record(tx, act, about(a), verb, std::move(fields));
  return feature::remember(tx, act, a.id.text());
}

}  // namespace

Result<Listing> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, State state, ApplicationId before,
                     int limit) {
  Listing out{.seen = TRY(alliances::see(tx, actor, alliance)), .state = state};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  if (state == State::unconfirmed) out.state = State::pending;
  out.rows = store::page(tx, alliance, out.state, before, limit);
  out.pending = store::count(tx, alliance, State::pending);
  out.accepted = store::count(tx, alliance, State::accepted);
  out.declined = store::count(tx, alliance, State::declined);
  return out;
}

Result<Listing> waiting(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, int limit) {
  auto out = TRY(list(tx, actor, alliance, State::pending, {}, 0));
  if (out.pending > 0) out.rows = store::oldest(tx, alliance, State::pending, limit);
  return out;
}

Result<SeenApplication> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, ApplicationId id) {
  SeenApplication out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  auto found = store::find(tx, id);
  if (!found || found->alliance != alliance || found->state == State::unconfirmed) return fail(Error::not_found());
  out.application = std::move(*found);
  const auto& a = out.application;
  if (a.organization)
    if (const auto organization = organizations::find(tx, a.agency, a.organization)) out.became = organization->profile.name;
  if (a.proposer)
    if (const auto names = organizations::names(tx, {a.proposer}); names.contains(a.proposer))
      out.proposer = names.at(a.proposer).name;
  if (a.state != State::pending) return out;
  out.alike = alike_of(tx, a);
  for (auto& row : TRY(campaigns::list(tx, actor, alliance)).campaigns)
    if (campaigns::may_choose(row.campaign.state)) out.campaigns.push_back(std::move(row.campaign));
  return out;
}

Done accept(db::Tx& tx, organizations::CountMemory& memory, const feature::Act& act, AllianceId alliance, ApplicationId id,
            const AcceptInput& input, const std::optional<std::string>& origin) {
  auto at = TRY(seen_to_decide(tx, act, alliance, id));
  // What it brings about has audit lines of its own; the key of the request is this act's.
  const feature::Act inner{act.actor, act.request_id, nullptr};
  auto& a = at.application;
  a.organization = TRY(organization_of(tx, inner, at, input.organization));
  TRY(keep_contact(tx, inner, at, a.organization));
  if (!input.campaign.empty()) TRY(invite(tx, memory, inner, at, input.campaign, origin));
  a.state = State::accepted;
  return keep_decision(tx, act, a, at.seen.alliance, "application.accept", audit::Fields().set("organization", a.organization));
}

Done decline(db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id, std::string_view reason) {
  auto at = TRY(seen_to_decide(tx, act, alliance, id));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  auto& a = at.application;
  a.state = State::declined;
  a.reason = *why;
  return keep_decision(tx, act, a, at.seen.alliance, "application.decline", audit::Fields().personal("reason", {}, *why));
}

}  // namespace alianza::applications
