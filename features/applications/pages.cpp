// Applications, for the secretariat: who asked, and the decision.
#include "features/applications/pages.h"
#include "features/alliances/shell.h"
#include "features/applications/access.h"
#include "features/applications/actions.h"
#include "features/membership/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::applications {
namespace {

using feature::demand;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;
using Memory = std::shared_ptr<organizations::CountMemory>;

constexpr int rows_of_a_page = 25;

const feature::Notice accepted_notice(_("La solicitud quedó aceptada y se le escribió a quien la hizo.").key());
const feature::Notice declined_notice(_("La solicitud quedó declinada y se le escribió a quien la hizo.").key());

Url list_url(AllianceId id) { return Url("/alliances/{}/applications", id); }
Url page_url(AllianceId alliance, ApplicationId id) { return Url("/alliances/{}/applications/{}", alliance, id); }
CivilTime civil(const alliances::Alliance& alliance, Instant at) {
  return Zone::parse(alliance.zone).value_or(Zone()).civil_of(at);
}

Response list_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  State state = State::pending;
  from_text(request.query.get("state"), state);
  const auto before = ApplicationId::parse(request.query.get("before")).value_or(ApplicationId());
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto found = TRY(list(tx, auth::actor_of(request), alliance, state, before, rows_of_a_page));
    const auto title = text(request, _("Solicitudes de ingreso"));
    views::List p{.shell = alliances::shell(site, tx, request, found.seen, title, "organizations")};
    p.crumbs = {{{text(request, _("Invitaciones")), Url("/alliances/{}/campaigns", alliance)}}, title};
    const auto tab = [&](State one, std::int64_t count) {
      p.tabs.push_back({label(one), count, list_url(alliance).with("state", to_text(one)), one == found.state});
    };
    tab(State::pending, found.pending);
    tab(State::accepted, found.accepted);
    tab(State::declined, found.declined);
    for (const auto& a : found.rows)
      p.rows.push_back({page_url(alliance, a.id), a.organization_name, organizations::label(a.type), a.person_name,
                        civil(found.seen.alliance, a.decided_at.value_or(a.created_at))});
    if (found.rows.size() == rows_of_a_page) p.next = request.here().set("before", found.rows.back().id.text());
    if (found.seen.alliance.is_public) p.portal = Url("/p/{}/join", found.seen.alliance.slug);
    return p;
  }));
  return html::respond(request, page);
}

html::Form accept_form(const SeenApplication& at, Lang lang) {
  const auto& a = at.application;
  html::Form form{.action = Url("/alliances/{}/applications/{}/accept", a.alliance, a.id)};
  html::Field which{.control = Control::radios, .name = "organization", .label = _("Cuál es")};
  for (const auto& one : at.alike)
    which.options.push_back(
        {one.id.text(), html::Words(one.name),
         i18n::text(lang, _("Del directorio: se parece {1} de 100").arg(std::int64_t{one.comparison.score}))});
  which.options.push_back({"new", _("Se registra como organización nueva")});
  if (at.alike.empty()) which.value = "new";
  html::Field campaign{
      .control = Control::select,
      .name = "campaign",
      .label = _("Invitarla con la campaña"),
      .hint = _("La carta sale con las de esa campaña; si ya se envió, sale al momento. Puede dejarlo para después."),
      .first_option = _("Todavía no"),
      .need = Need::optional};
  for (const auto& one : at.campaigns) campaign.options.push_back({one.id.text(), html::Words(one.name)});
  form.parts = {{.fields = {std::move(which), std::move(campaign)}}};
  form.submit = _("Aceptar la solicitud");
  form.busy = _("Guardando…");
  return form;
}

html::Form decline_form(const Application& a) {
  html::Form form{.action = Url("/alliances/{}/applications/{}/decline", a.alliance, a.id)};
  form.parts = {{.fields = {{.control = Control::text_area,
                             .name = "reason",
                             .label = _("Motivo"),
                             .hint = _("Se le escribe tal cual a quien hizo la solicitud."),
                             .rows = 3}}}};
  form.submit = _("Declinar la solicitud");
  form.busy = _("Guardando…");
  form.weight = html::Weight::plain;
  return form;
}

views::Show show_of(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ApplicationId>("application"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto& a = at.application;
    views::Show p{.shell = alliances::shell(site, tx, request, at.seen, a.organization_name, "organizations"), .application = a};
    p.crumbs = {{{text(request, _("Solicitudes de ingreso")), list_url(alliance)}}, a.organization_name};
    p.state = badge(a.state);
    p.type = organizations::label(a.type);
    p.why = paragraphs(a.why);
    p.asked = civil(at.seen.alliance, a.created_at);
    if (a.decided_at) p.decided = civil(at.seen.alliance, *a.decided_at);
    p.became = at.became;
    p.proposer = at.proposer;
    if (!at.became.empty()) p.organization = Url("/alliances/{}/organizations/{}", alliance, a.organization);
    if (a.state != State::pending) return p;
    p.accept = accept_form(at, request.lang);
    p.decline = decline_form(a);
    return p;
  }));
}

Response show(feature::Site& site, Request& request) { return html::respond(request, show_of(site, request)); }

/// Decided: back to the list. Wrong: the page again, with what was typed in that form.
template <class Do>
Response decide(feature::Site& site, Request& request, const feature::Notice& notice,
                std::optional<html::Form> views::Show::*form, Do&& perform) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<ApplicationId>("application"));
  auto act = feature::act(request);
  const auto back = notice.at(list_url(alliance)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return perform(tx, act, alliance, id); });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fault != Fault::invalid) throw http::Abandon{done.error()};
  auto page = show_of(site, request);
  if (!(page.*form)) throw http::Abandon{done.error()};
  (page.*form)->keep_typed(request.form());
  (page.*form)->show_error(done.error());
  return html::respond(request, page, 422);
}

Response accept_post(feature::Site& site, Request& request, const Memory& memory) {
  return decide(site, request, accepted_notice, &views::Show::accept,
                [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id) {
                  const AcceptInput input{request.form().get("organization"), request.form().get("campaign")};
                  return accept(tx, *memory, act, alliance, id, input, feature::address_in_letters(site.config));
                });
}

Response decline_post(feature::Site& site, Request& request) {
  return decide(site, request, declined_notice, &views::Show::decline,
                [&](db::Tx& tx, const feature::Act& act, AllianceId alliance, ApplicationId id) {
                  return decline(tx, act, alliance, id, request.form().get("reason"));
                });
}

std::string home_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const auto found = list(tx, auth::actor_of(at.request), alliance, State::pending, {}, 0);
  if (!found || found->pending == 0) return {};
  return std::string(html::draw(at.request, views::HomePanel{list_url(alliance), found->pending}).markup());
}

/// Whoever asked waits for an answer: after a week it is late.
void await_decisions(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const AllianceId id(at.alliance);
  const auto found = waiting(tx, auth::actor_of(at.request), id, feature::Awaited::most_rows);
  if (!found) return;
  const auto zone = Zone::parse(found->seen.alliance.zone).value_or(Zone());
  for (const auto& a : found->rows)
    out.rows.push_back({.day = zone.date_of(a.confirmed_at.value_or(a.created_at)).plus_days(7),
                        .what = {a.organization_name, page_url(id, a.id)},
                        .why = _("Pide participar en la alianza")});
  out.more += found->pending - static_cast<std::int64_t>(found->rows.size());
}

}  // namespace

html::Badge badge(State state) {
  switch (state) {
    case State::unconfirmed: return {html::Tone::off, label(state)};
    case State::pending: return {html::Tone::warn, label(state)};
    case State::accepted: return {html::Tone::ok, label(state)};
    case State::declined: return {html::Tone::off, label(state), "minus"};
  }
  return {};
}

void add_pages(feature::Site& site) {
  const auto memory = std::make_shared<organizations::CountMemory>();
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/applications");
  pages.get("", list_page);
  pages.get("/{application}", show);
  pages.post("/{application}/accept", feature::given(accept_post, memory));
  pages.post("/{application}/decline", decline_post);
  add_guest_pages(site);
  site.hang("home", 72, home_panel);
  site.await(35, await_decisions);
}

}  // namespace alianza::applications
