// From the public page to the confirmed address.
#include "features/agencies/actions.h"
#include "features/applications/actions.h"
#include "features/applications/letters.h"
#include "features/applications/store.h"
#include "platform/auth/attempts.h"
#include "platform/mail/mail.h"

namespace alianza::applications {
namespace {

Error too_often() {
  return {Fault::too_many, _("Llegaron demasiadas solicitudes. Intente más tarde, o escriba a la institución."), {}};
}

feature::About about(const Application& a) { return {a.agency.value(), a.alliance.value(), "application", a.id.value()}; }

Done refuse_flood(db::Tx& tx, AllianceId alliance, const std::string& network) {
  if (store::since_of_network(tx, network, tx.now() - std::chrono::hours(1)) >= most_of_a_network) return fail(too_often());
  if (store::since_of_alliance(tx, alliance, tx.now() - std::chrono::hours(24)) >= most_of_a_day) return fail(too_often());
  return {};
}

}  // namespace

Result<Entrance> entrance(db::Tx& tx, std::string_view slug, const std::optional<std::string>& origin) {
  auto alliance = alliances::find_published(tx, slug);
  if (!alliance) return fail(Error::not_found());
  const auto agency = agencies::find(tx, alliance->agency);
  ENSURE(agency);
  const bool is_open = origin && alliance->nature != alliances::Nature::reconstruction;
  return Entrance{std::move(*alliance), agency->name, is_open};
}

Done ask(db::Tx& tx, const feature::Act& act, std::string_view slug, const Input& input, std::string_view client_address,
         Lang lang, const std::optional<std::string>& origin) {
  const auto at = TRY(entrance(tx, slug, origin));
  if (!at.is_open) return fail(Error::conflict(_("Esta alianza no recibe solicitudes por esta página.")));
  auto a = TRY(parse(input));
  if (!input.trap.empty()) return {};
  const auto network = auth::network_of(client_address);
  TRY(refuse_flood(tx, at.alliance.id, network));
  if (store::has_open(tx, at.alliance.id, a.email)) return {};
  a.id = ApplicationId::make();
  a.agency = at.alliance.agency;
  a.alliance = at.alliance.id;
  a.lang = lang;
  a.created_at = tx.now();
  store::insert(tx, a, network);
  const auto secret =
      auth::issue_link(tx, {a.agency.value(), link_purpose, a.id.value(), a.email, a.person_name, tx.now() + to_confirm});
  mail::send(tx, confirm_letter(a, {at.alliance.name, at.agency}, *origin, secret));
  feature::record(tx, act, about(a), "application.ask",
                  audit::Fields()
                      .set("organization", a.organization_name)
                      .set("type", organizations::to_text(a.type))
                      .personal("name", {}, a.person_name)
                      .personal("email", {}, a.email.text()));
  return {};
}

Result<Opened> open(db::Tx& tx, const auth::Link& link) {
  auto found = store::find(tx, ApplicationId(link.subject_id));
  if (!found) return fail(Error{Fault::gone, _("Esta solicitud ya se borró. Puede hacer otra en la página de la alianza."), {}});
  auto alliance = alliances::find(tx, found->alliance);
  const auto agency = agencies::find(tx, found->agency);
  ENSURE(alliance && agency);
  return Opened{std::move(*found), std::move(*alliance), agency->name, link.state(tx.now())};
}

Done confirm(db::Tx& tx, const feature::Act& act, const auth::Link& link) {
  TRY(auth::hold_link(tx, link));
  auto at = TRY(open(tx, link));
  auto& a = at.application;
  if (a.state != State::unconfirmed) return fail(Error::conflict(_("Esta solicitud ya estaba confirmada.")));
  a.state = State::pending;
  a.confirmed_at = tx.now();
  store::update(tx, a, {});
  auth::answer_links(tx, link_purpose, a.id.value(), "confirmed");
  feature::record(tx, act, about(a), "application.confirm", {});
  return {};
}

Done load(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, const Input& input, Instant at) {
  auto a = TRY(parse(input));
  a.id = ApplicationId::make();
  a.agency = alliance.agency;
  a.alliance = alliance.id;
  a.created_at = at;
  store::insert(tx, a, {});
  a.state = State::pending;
  a.confirmed_at = at;
  store::update(tx, a, {});
  feature::record(tx, act, about(a), "application.load", audit::Fields().set("organization", a.organization_name));
  return {};
}

std::int64_t forget(db::Tx& tx, int limit) {
  return store::forget_unconfirmed(tx, tx.now() - to_confirm, limit) +
         store::forget_networks(tx, tx.now() - std::chrono::hours(24), limit) +
         store::forget_persons(tx, tx.now() - person_kept, limit);
}

}  // namespace alianza::applications
