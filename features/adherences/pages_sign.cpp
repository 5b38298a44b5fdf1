// The page behind the link of an adherence: the text, and one button that signs it.
#include "features/adherences/actions.h"
#include "features/adherences/pages.h"
#include "features/alliances/shell.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::adherences {
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

std::vector<std::string> paragraphs_of(const std::string& body) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at < body.size()) {
    const auto end = std::min(body.find('\n', at), body.size());
    if (end > at) out.push_back(body.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

html::Form sign_form(const Request& request, const Opened& at) {
  html::Form form{.action = Url("/adherences/{}/sign", request.param("link"))};
  form.parts = {
      {.fields = {
           {.name = "name", .label = _("Nombre de quien firma"), .value = at.adherence.person_name, .autocomplete = "name"},
           {.name = "position", .label = _("Cargo con el que firma"), .autocomplete = "organization-title"},
           {.control = html::Control::check,
            .name = "accept",
            .label = _("Represento a la organización y acepto el texto de esta carta")}}}};
  form.hidden = {{"version", std::to_string(at.text.version)}};
  if (at.privacy) {
    form.parts.front().fields.push_back(
        {.control = html::Control::check, .name = "privacy", .label = _("Leí el aviso de privacidad de la institución")});
    form.hidden.emplace_back("privacy_version", std::to_string(at.privacy->version));
  }
  form.submit = _("Firmar la carta de adhesión");
  form.busy = _("Firmando…");
  return form;
}

void say(views::Sign& p, const Request& request, const Opened& at) {
  const auto& a = at.adherence;
  switch (at.door) {
    case LinkState::open:
      if (at.takes_part) return;
      p.told = _("La organización ya no participa en la alianza: no hay qué firmar.");
      p.next = _("Si cambian de opinión, escriban a quien envió la carta.");
      return;
    case LinkState::answered: {
      const auto zone = Zone::parse(at.alliance.zone).value_or(Zone());
      const auto on = a.signed_on ? *a.signed_on : zone.date_of(a.signed_at.value_or(Instant()));
      const auto day = i18n::full_date(request.lang, on);
      p.told = _("{1} firmó su carta de adhesión el {2}; firmó {3}.")
                   .arg(a.organization_name)
                   .arg(day)
                   .arg(a.signer_position.empty() ? a.signer_name : a.signer_name + ", " + a.signer_position);
      p.next =
          _("La huella permite comprobar que el documento no ha cambiado. Si quieren entrar a la plataforma con una cuenta "
            "propia, pidan su acceso a la institución.");
      p.sha256 = a.sha256;
      p.document = Url("/adherences/{}/document", request.param("link"));
      return;
    }
    case LinkState::expired: p.told = _("Este enlace venció."); break;
    case LinkState::revoked: p.told = _("Este enlace se cambió por otro más nuevo."); break;
  }
  p.next = _("Pida otro a la institución que les invitó, contestando la carta que recibió.");
}

views::Sign page_of(const Request& request, const Opened& at) {
  const auto& a = at.adherence;
  views::Sign p{.shell = feature::public_shell(request, text(request, _("Carta de adhesión de {1}").arg(a.organization_name)))};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
  if (at.alliance.is_public) p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.organization = a.organization_name;
  p.person = a.person_name;
  p.alliance = at.alliance.name;
  p.version = at.text.version;
  p.paragraphs = paragraphs_of(at.body);
  p.text_changed = at.text_changed;
  p.lang = tag(at.text.body.given(a.lang));
  p.is_open = at.door == LinkState::open && at.takes_part;
  say(p, request, at);
  if (p.is_open) {
    p.form = sign_form(request, at);
    p.thanks =
        _("Gracias por aceptar la invitación. Falta un paso: lea la carta de adhesión y fírmela. También le enviamos este "
          "enlace por correo, por si firma otra persona.");
  }
  if (at.privacy) p.privacy = Url("/privacy/{}", at.adherence.agency);
  return p;
}

Response answer(Request& request, const views::Sign& page, int status) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

Response show(feature::Site& site, Request& request) {
  const auto at = open_now(site, link_of(site, request));
  const auto page = page_of(request, at);
  return answer(request, page, page.is_open || at.door == LinkState::answered ? 200 : 410);
}

Response sign_post(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  const auto& form = request.form();
  const SignInput input{form.get("name"),
                        form.get("position"),
                        form.get("accept"),
                        form.get("version"),
                        {form.get("privacy"), form.get("privacy_version")}};
  const auto origin = feature::address_in_letters(site.config);
  const auto done = site.db.write([&](db::Tx& tx) { return sign(tx, act, link, input, origin); });
  if (done) return Response::redirect_see_other(Url("/adherences/{}", request.param("link")).in(request.lang));
  const auto fault = done.error().fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::gone) throw http::Abandon{done.error()};
  auto page = page_of(request, open_now(site, link));
  if (page.is_open) {
    page.form.keep_typed(form);
    page.form.show_error(done.error());
  }
  return answer(request, page, http::status_of(fault));
}

Response linked_document(feature::Site& site, Request& request) {
  const auto at = open_now(site, link_of(site, request));
  // Not signed yet, or a link that was taken back: there is only the page.
  if (at.door != LinkState::answered || !at.adherence.signed_at)
    return Response::redirect_see_other(Url("/adherences/{}", request.param("link")).in(request.lang));
  return demand(document_of(site, request, at.adherence)).no_store();
}

}  // namespace

void add_sign_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/adherences/{link}");
  pages.get("", show);
  pages.post("/sign", sign_post);
  pages.get("/document", linked_document);
}

}  // namespace alianza::adherences
