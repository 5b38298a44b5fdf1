// What a telephone opens at the door: opening it changes nothing; one button says «Ya llegué».
#include "features/campaigns/campaigns.h"
#include "features/checkins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::checkins {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

Opened open_now(feature::Site& site, const Request& request) {
  return demand(open(site.db, auth::actor_of(request), request.param("code"), request.client_address));
}

html::Form arrival_form(const Request& request, const Opened& at) {
  html::Form form{.action = Url("/check-in/{}", request.param("code"))};
  html::Field organization{.control = html::Control::select,
                           .name = "organization",
                           .label = _("Su organización"),
                           .hint = _("Si no está en la lista, dígalo en la puerta.")};
  organization.first_option = _("Elija su organización");
  for (const auto& choice : at.expected) organization.options.push_back({choice.organization.text(), choice.name});
  form.parts = {{.fields = {std::move(organization), {.name = "person", .label = _("Su nombre"), .autocomplete = "name"}}}};
  form.submit = _("Ya llegué");
  form.busy = _("Guardando…");
  return form;
}

void fill_own(views::Arrive& p, const Request& request, const Opened& at) {
  const auto zone = zone_of(at.alliance);
  for (const auto& choice : at.own) {
    views::Arrive::Own own;
    own.name = choice.name;
    if (choice.since) own.since = zone.civil_of(*choice.since).clock_text();
    own.button = {.action = Url("/check-in/{}", request.param("code")), .words = _("Ya llegué"), .busy = _("Guardando…")};
    own.button.hidden = {{"how", "own"}, {"organization", choice.organization.text()}};
    own.button.classes = "btn btn-primary";
    p.own.push_back(std::move(own));
  }
}

views::Arrive page_of(feature::Site& site, Request& request, const Opened& at) {
  const auto& m = at.meeting;
  views::Arrive p{.shell = feature::public_shell(request, text(request, _("Registro de llegada")))};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), {}, Url("/")};
  if (at.alliance.is_public) p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.title = m.title;
  p.when = when_text(m, request.lang);
  p.venue = m.venue;
  p.notice = campaigns::notice();
  fill_own(p, request, at);
  p.has_form = at.own.empty();
  if (p.has_form) p.form = arrival_form(request, at);
  if (at.seen && may_show(*at.seen)) p.door = door_url(m);
  const auto id = AttendanceId::parse(request.query.get("arrival"));
  if (!id) return p;
  const auto told_now = demand(site.db.read([&](db::Tx& tx) -> Result<std::optional<Told>> { return told(tx, at, *id); }));
  if (told_now)
    p.told = _("Quedó registrada la llegada de {1}, de {2}, a las {3}.")
                 .arg(told_now->person)
                 .arg(told_now->organization)
                 .arg(zone_of(at.alliance).civil_of(told_now->at).clock_text());
  return p;
}

/// Nobody keeps it and no search engine finds it: the address is the code.
Response answer(Request& request, const views::Arrive& page, int status) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

Response show(feature::Site& site, Request& request) {
  return answer(request, page_of(site, request, open_now(site, request)), 200);
}

Response send(feature::Site& site, Request& request) {
  const auto at = open_now(site, request);  // a guess is counted
  auto act = feature::act(request);
  const auto& f = request.form();
  const auto code = request.param("code");
  const bool own = act.actor && f.get("how") == "own";
  const auto done = site.db.write([&](db::Tx& tx) -> Result<AttendanceId> {
    if (own) {
      auto unkeyed = act;
      unkeyed.key = nullptr;  // told twice, it is found done
      return arrive(tx, unkeyed, code, OrganizationId::parse(f.get("organization")).value_or(OrganizationId()));
    }
    return arrive(tx, code, ArrivalInput{f.get("organization"), f.get("person")});
  });
  if (done) return Response::redirect_see_other(Url("/check-in/{}", code).with("arrival", done->text()).in(request.lang));
  if (done.error().fault != Fault::invalid || own) throw http::Abandon{done.error()};
  auto page = page_of(site, request, at);
  if (!page.has_form) {
    page.has_form = true;
    page.form = arrival_form(request, at);
  }
  page.form.keep_typed(f);
  page.form.show_error(done.error());
  return answer(request, page, 422);
}

Response type(feature::Site&, Request& request) {
  const auto& typed = request.query.get("code");
  if (const auto code = parse_code(typed); !code.empty())
    return Response::redirect_see_other(Url("/check-in/{}", code).in(request.lang));
  views::Type p{.shell = feature::public_shell(request, text(request, _("Registro de llegada")))};
  p.action = Url("/check-in");
  p.typed = typed;
  p.wrong = !typed.empty();
  return html::respond(request, p, p.wrong ? 422 : 200);
}

}  // namespace

void add_arrival_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/check-in");
  pages.get("", type);
  pages.get("/{code}", show);
  pages.post("/{code}", send);
}

}  // namespace alianza::checkins
