// What anybody sees: the form of an alliance's public page, and the page behind the link that confirms.
#include "features/alliances/shell.h"
#include "features/applications/actions.h"
#include "features/applications/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::applications {
namespace {

using auth::LinkState;
using feature::demand;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

/// Nobody keeps it: it holds a token, or its address is a secret.
template <class Page>
Response answer(Request& request, const Page& page, int status = 200) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

feature::views::Shell shell_of(const Request& request, const alliances::Alliance& alliance, const LocalizedText& agency,
                               const std::string& title) {
  auto shell = feature::public_shell(request, title);
  shell.place = feature::views::Place{alliance.name.in(request.lang), agency.in(request.lang), Url("/p/{}", alliance.slug)};
  shell.seal = alliances::seal(alliance, request.lang);
  return shell;
}

html::Form form_of(const std::string& slug) {
  html::Form form{.action = Url("/p/{}/join", slug)};
  html::Field type{
      .control = Control::select, .name = "type", .label = _("Tipo de organización"), .first_option = _("Elija un tipo")};
  for (const auto one : organizations::organization_types())
    if (one != organizations::OrganizationType::unspecified)
      type.options.push_back({std::string(organizations::to_text(one)), organizations::label(one)});
  form.parts = {
      {.fields = {{.name = "organization", .label = _("Nombre de la organización"), .autocomplete = "organization"},
                  std::move(type),
                  {.name = "name", .label = _("Su nombre"), .autocomplete = "name"},
                  {.name = "position", .label = _("Su cargo"), .need = Need::optional, .autocomplete = "organization-title"},
                  {.control = Control::email,
                   .name = "email",
                   .label = _("Su correo"),
                   .hint = _("Le escribimos ahí para confirmar que es suyo."),
                   .autocomplete = "email"},
                  {.control = Control::text_area, .name = "why", .label = _("Por qué quieren participar"), .rows = 6}}}};
  form.submit = _("Enviar la solicitud");
  form.busy = _("Enviando…");
  return form;
}

views::Join join_of(feature::Site& site, Request& request) {
  const auto at = demand(
      site.db.read([&](db::Tx& tx) { return entrance(tx, request.param("slug"), feature::address_in_letters(site.config)); }));
  views::Join page{.shell = shell_of(request, at.alliance, at.agency, text(request, _("Pedir participar")))};
  page.alliance = at.alliance.name;
  page.agency = at.agency;
  page.portal = Url("/p/{}", at.alliance.slug);
  page.is_open = at.is_open;
  if (page.is_open)
    page.form = form_of(at.alliance.slug);
  else
    page.told = _("Esta alianza no recibe solicitudes por esta página.");
  return page;
}

Response join_page(feature::Site& site, Request& request) { return answer(request, join_of(site, request)); }

/// The same answer whether it was kept or not: nobody learns here who asked before.
Response join_post(feature::Site& site, Request& request) {
  const auto act = feature::act(request);
  const auto& form = request.form();
  const Input input{form.get("organization"), form.get("type"), form.get("name"),    form.get("position"),
                    form.get("email"),        form.get("why"),  form.get("homepage")};
  const auto done = site.db.write([&](db::Tx& tx) {
    return ask(tx, act, request.param("slug"), input, request.client_address, request.lang,
               feature::address_in_letters(site.config));
  });
  if (done) return Response::redirect_see_other(Url("/p/{}/join/sent", request.param("slug")).in(request.lang));
  if (done.error().fault != Fault::invalid) throw http::Abandon{done.error()};
  auto page = join_of(site, request);
  page.form.keep_typed(form);
  page.form.show_error(done.error());
  return answer(request, page, 422);
}

Response sent_page(feature::Site& site, Request& request) {
  auto page = join_of(site, request);
  page.is_open = false;
  page.told = _("Le escribimos al correo que dejó. Abra el enlace de la carta y confirme: hasta entonces nadie ve su solicitud.");
  return answer(request, page);
}

// ---- The page behind the link.

auth::Link link_of(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, link_purpose, request.param("link"), request.client_address));
}

void say(views::Confirm& page, const Opened& at) {
  const auto state = at.application.state;
  if (state == State::pending) {
    page.told = _("La solicitud está confirmada y el secretariado la revisa.");
    page.next = _("La respuesta llega a su correo.");
  } else if (state == State::accepted) {
    page.told = _("El secretariado aceptó la solicitud.");
    page.next = _("El siguiente paso es la invitación, que llega en otra carta.");
  } else if (state == State::declined) {
    page.told = _("El secretariado no aceptó la solicitud.");
    page.next = _("El motivo va en la carta que le enviamos.");
  } else if (at.door != LinkState::open) {
    page.told = _("Este enlace venció.");
    page.next = _("Puede hacer otra solicitud en la página de la alianza.");
  }
}

views::Confirm confirm_of(const Request& request, const Opened& at) {
  const auto& a = at.application;
  views::Confirm page{
      .shell = shell_of(request, at.alliance, at.agency, text(request, _("Solicitud de {1}").arg(a.organization_name)))};
  page.organization = a.organization_name;
  page.person = a.person_name;
  page.alliance = at.alliance.name;
  page.why = paragraphs(a.why);
  say(page, at);
  if (a.state == State::unconfirmed && at.door == LinkState::open)
    page.confirm = html::ButtonForm{.action = Url("/applications/{}/confirm", request.param("link")),
                                    .words = _("Confirmar la solicitud"),
                                    .busy = _("Enviando…"),
                                    .classes = "btn btn-primary"};
  return page;
}

Opened open_now(feature::Site& site, const auth::Link& link) {
  return demand(site.db.read([&](db::Tx& tx) { return open(tx, link); }));
}

Response confirm_page(feature::Site& site, Request& request) {
  const auto at = open_now(site, link_of(site, request));
  const bool over = at.application.state == State::unconfirmed && at.door != LinkState::open;
  return answer(request, confirm_of(request, at), over ? 410 : 200);
}

Response confirm_post(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) { return confirm(tx, act, link); });
  if (done) return Response::redirect_see_other(Url("/applications/{}", request.param("link")).in(request.lang));
  const auto fault = done.error().fault;
  if (fault != Fault::conflict && fault != Fault::gone) throw http::Abandon{done.error()};
  return answer(request, confirm_of(request, open_now(site, link)), http::status_of(fault));
}

}  // namespace

void add_public_pages(feature::Site& site) {
  const feature::Routes portal(site, auth::anyone(), "/p/{slug}/join");
  portal.form("", join_page, join_post);
  portal.get("/sent", sent_page);
  const feature::Routes links(site, auth::anyone(), "/applications/{link}");
  links.get("", confirm_page);
  links.post("/confirm", confirm_post);
}

}  // namespace alianza::applications
