// The page behind the link of an offer: who it is for, and one form that takes the seat.
#include "features/alliances/shell.h"
#include "features/seats/actions.h"
#include "features/seats/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::seats {
namespace {

using auth::LinkState;
using feature::demand;
using http::Request;
using http::Response;
using http::Url;

auth::Link link_of(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, link_purpose, request.param("link"), request.client_address));
}

Opened open_now(feature::Site& site, const auth::Link& link) {
  return demand(site.db.read([&](db::Tx& tx) { return open(tx, link); }));
}

html::Field password_field(const char* name, Message label, const char* autocomplete, Message hint = {}) {
  return {.control = html::Control::password,
          .name = name,
          .label = std::move(label),
          .hint = std::move(hint),
          .autocomplete = autocomplete};
}

/// A button for who is signed in with this account, the password for who has one, name and a new password for anybody else.
html::Form form_of(const Request& request, const Opened& at) {
  html::Form form{.action = Url("/seats/{}", request.param("link"))};
  const auto actor = auth::actor_of(request);
  html::Field email{.control = html::Control::shown, .name = "email", .label = _("Correo"), .value = at.offer.email.text()};
  form.submit = _("Entrar");
  if (at.account && actor && actor->account == *at.account) {
    form.parts = {{.fields = {std::move(email)}}};
  } else if (at.account) {
    email.hint = _("Ya tiene una cuenta con este correo: entre con su contraseña.");
    form.parts = {{.fields = {std::move(email), password_field("password", _("Contraseña"), "current-password")}}};
  } else {
    form.parts = {
        {.fields = {std::move(email),
                    {.name = "name", .label = _("Su nombre"), .value = at.offer.person_name, .autocomplete = "name"},
                    password_field(
                        "password", _("Contraseña"), "new-password",
                        _("12 caracteres o más. Cuatro palabras sin relación son fáciles de recordar y difíciles de adivinar.")),
                    password_field("again", _("La contraseña, otra vez"), "new-password")}}};
    form.submit = _("Crear mi cuenta y entrar");
  }
  form.busy = _("Entrando…");
  return form;
}

void say(views::Arrive& p, const Opened& at) {
  switch (at.door) {
    case LinkState::open:
      if (at.takes_part) return;
      p.told = _("La organización ya no participa en la alianza.");
      p.next = _("Si cambian de opinión, escriban a quien envió la carta.");
      return;
    case LinkState::answered:
      p.told = _("Este acceso ya se usó.");
      p.next = _("Entre con su correo y su contraseña.");
      return;
    case LinkState::expired: p.told = _("Este enlace venció."); break;
    case LinkState::revoked: p.told = _("Este enlace ya no sirve: se envió otro o se retiró."); break;
  }
  p.next = _("Pida otro a la institución que les invitó, contestando la carta que recibió.");
}

views::Arrive page_of(const Request& request, const Opened& at) {
  views::Arrive p{.shell = feature::public_shell(request, text(request, _("Entrar en nombre de {1}").arg(at.organization)))};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
  if (at.alliance.is_public) p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.organization = at.organization;
  p.person = at.offer.person_name;
  p.role = auth::name_of(at.offer.role);
  p.alliance = at.alliance.name;
  p.is_open = at.door == LinkState::open && at.takes_part;
  say(p, at);
  if (p.is_open) p.form = form_of(request, at);
  return p;
}

Response answer(Request& request, const views::Arrive& page, int status) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

Response show(feature::Site& site, Request& request) {
  const auto at = open_now(site, link_of(site, request));
  const auto page = page_of(request, at);
  return answer(request, page, page.is_open ? 200 : 410);
}

Response take_post(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  const auto& form = request.form();
  const Arrival arrival{{form.get("name"), form.get("password"), form.get("again")},
                        request.client_address,
                        std::string(request.headers.get("User-Agent"))};
  const auto done = take(site.db, act, link, arrival, site.gate.limits());
  const auto at = open_now(site, link);
  if (done) {
    const auto home = Url("/alliances/{}", at.offer.alliance).in(request.lang);
    return Response::redirect_see_other(home).with_cookie(site.gate.cookie(done->secret));
  }
  const auto fault = done.error().fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::gone && fault != Fault::too_many)
    throw http::Abandon{done.error()};
  auto page = page_of(request, at);
  if (page.is_open) {
    page.form.keep_typed(form);
    page.form.show_error(done.error());
  }
  return answer(request, page, http::status_of(fault));
}

}  // namespace

void add_link_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/seats/{link}");
  pages.form("", show, take_post);
}

}  // namespace alianza::seats
