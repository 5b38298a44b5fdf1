// The page behind the link of an invitation. To open it changes nothing, as often as mail scanners do; a button answers.
#include "features/campaigns/actions_shared.h"
#include "features/campaigns/pages_shared.h"

namespace alianza::campaigns {
namespace {

using html::Control;
using html::Need;

auth::Link link_of(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, link_purpose, request.param("link"), request.client_address));
}

Url here(const Request& request) { return Url("/invitations/{}", request.param("link")); }

html::Form accept_form(const Request& request, const Opened& at) {
  html::Form form{.action = Url("/invitations/{}/accept", request.param("link"))};
  form.parts = {{.fields = {{.name = "name",
                             .label = _("Su nombre"),
                             .hint = _("Quien responde por la organización; si le reenviaron la carta, escriba el suyo."),
                             .value = at.invitation.person_name,
                             .autocomplete = "name"},
                            {.name = "position",
                             .label = _("Su cargo"),
                             .value = at.invitation.position,
                             .need = Need::optional,
                             .autocomplete = "organization-title"},
                            {.control = Control::check, .name = "notice", .label = _("Acepto las reglas del espacio neutral")}}}};
  if (at.privacy) {
    form.parts.front().fields.push_back(
        {.control = Control::check, .name = "privacy", .label = _("Leí el aviso de privacidad de la institución")});
    form.hidden = {{"privacy_version", std::to_string(at.privacy->version)}};
  }
  form.submit = _("Aceptar la invitación");
  form.busy = _("Enviando…");
  return form;
}

html::Form decline_form(const Request& request) {
  html::Form form{.action = Url("/invitations/{}/decline", request.param("link"))};
  form.parts = {{.fields = {{.control = Control::text_area,
                             .name = "reason",
                             .label = _("Motivo"),
                             .hint = _("Nos ayuda a entender; puede dejarlo en blanco."),
                             .need = Need::optional,
                             .rows = 3}}}};
  form.submit = _("Declinar la invitación");
  form.busy = _("Enviando…");
  form.weight = html::Weight::plain;
  return form;
}

/// What follows from an acceptance, by what the organisation is today.
Message after_acceptance(const Opened& at) {
  if (!at.status || at.status == membership::Status::withdrawn)
    return _("La organización ya no participa en la alianza. Si cambian de opinión, escriban a quien envió la carta.");
  if (at.status == membership::Status::active)
    return _("La organización ya es parte de la alianza. El secretariado se pone en contacto con ustedes.");
  if (at.status == membership::Status::suspended)
    return _("La participación de la organización está suspendida. El secretariado se pone en contacto con ustedes.");
  return _("El siguiente paso es la carta de adhesión: si aún no la firman, su enlace va en otra carta.");
}

void say(views::Answer& p, const Opened& at, Lang lang) {
  const auto& i = at.invitation;
  const auto ask = at.campaign.reply_to ? _("Si necesita otro enlace, escriba a {1}.").arg(at.campaign.reply_to->text())
                                        : _("Si necesita otro enlace, conteste la carta que recibió.");
  switch (at.door) {
    case Door::open: return;
    case Door::answered: {
      const auto day = i.answered_at ? i18n::full_date(lang, civil(at.alliance, *i.answered_at).date) : std::string();
      if (i.state == InvitationState::accepted) {
        const auto who = i.answered_position.empty() ? i.answered_by : i.answered_by + ", " + i.answered_position;
        p.told = _("{1} aceptó la invitación el {2}; respondió {3}.").arg(i.organization_name).arg(day).arg(who);
        p.next = after_acceptance(at);
      } else {
        p.told = _("{1} declinó la invitación el {2}.").arg(i.organization_name).arg(day);
        p.next = at.may_reconsider ? _("Si cambiaron de opinión, pueden aceptar aquí mismo mientras no venza el plazo.")
                                   : _("Si cambian de opinión, escriban a quien envió la carta.");
      }
      return;
    }
    case Door::expired:
      p.told = _("El plazo para responder terminó el {1}.").arg(i18n::full_date(lang, at.campaign.deadline));
      break;
    case Door::revoked: p.told = _("La institución retiró esta invitación."); break;
    case Door::withdrawn: p.told = withdrawn_sentence(); break;
    case Door::closed: p.told = _("La campaña de invitación se cerró y ya no recibe respuestas."); break;
  }
  p.next = ask;
}

views::Answer page_of(const Request& request, const Opened& at) {
  const auto title = text(request, _("Invitación a {1}").arg(at.invitation.organization_name));
  views::Answer p{.shell = feature::public_shell(request, title)};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
  if (at.alliance.is_public) p.portal = p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.organization = at.invitation.organization_name;
  p.person = at.invitation.person_name;
  p.alliance = at.alliance.name;
  p.summary = at.alliance.summary;
  p.agency = at.agency;
  p.deadline = at.campaign.deadline;
  p.may_decline = at.door == Door::open;
  p.is_open = p.may_decline || at.may_reconsider;
  say(p, at, request.lang);
  if (!p.is_open) return p;
  p.notice = notice();
  if (at.privacy) p.privacy = Url("/privacy/{}", at.invitation.agency);
  p.accept = accept_form(request, at);
  if (p.may_decline) p.decline = decline_form(request);
  return p;
}

/// Nobody keeps it and no search engine finds it: the address is the secret.
Response answer(Request& request, const views::Answer& page, int status) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

Opened open_now(feature::Site& site, const auth::Link& link) {
  return demand(site.db.read([&](db::Tx& tx) { return open(tx, link); }));
}

int status_of(Door door) { return door == Door::open || door == Door::answered ? 200 : 410; }

Response show_invitation(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto at = open_now(site, link);
  // A browser says so when a person went there; scanners of mail do not.
  const bool by_a_person = request.method == http::Method::get && request.headers.get("Sec-Fetch-User") == "?1";
  if (by_a_person && at.door == Door::open && !at.invitation.seen_at)
    demand(site.db.write([&](db::Tx& tx) { note_seen(tx, link); }));
  return answer(request, page_of(request, at), status_of(at.door));
}

/// Answered: the page says so. Answered before, as by a second click, or over: the page says that. Wrong: the form again.
template <class Do>
Response answer_with(feature::Site& site, Request& request, html::Form views::Answer::*form, Do&& perform) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) { return perform(tx, act, link); });
  if (done) return Response::redirect_see_other(here(request).in(request.lang));
  const auto fault = done.error().fault;
  if (fault == Fault::conflict || fault == Fault::gone)
    return answer(request, page_of(request, open_now(site, link)), http::status_of(fault));
  if (fault != Fault::invalid) throw http::Abandon{done.error()};
  auto page = page_of(request, open_now(site, link));
  (page.*form).keep_typed(request.form());
  (page.*form).show_error(done.error());
  return answer(request, page, 422);
}

Response accept_post(feature::Site& site, Request& request) {
  std::optional<std::string> adherence;
  auto answered = answer_with(
      site, request, &views::Answer::accept, [&](db::Tx& tx, const feature::Act& act, const auth::Link& link) -> Done {
        const auto& form = request.form();
        const AcceptInput input{
            form.get("name"), form.get("position"), form.get("notice"), {form.get("privacy"), form.get("privacy_version")}};
        adherence = TRY(accept(tx, act, link, input, feature::address_in_letters(site.config)));
        return {};
      });
  // Who accepted goes on to sign at once; the same link is in the letter that was written.
  if (adherence && answered.status == 303)
    return Response::redirect_see_other(Url("/adherences/{}", *adherence).in(request.lang));
  return answered;
}

Response decline_post(feature::Site& site, Request& request) {
  return answer_with(site, request, &views::Answer::decline, [&](db::Tx& tx, const feature::Act& act, const auth::Link& link) {
    return decline(tx, act, link, request.form().get("reason"));
  });
}

}  // namespace

void add_answer_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/invitations/{link}");
  pages.get("", show_invitation);
  pages.post("/accept", accept_post);
  pages.post("/decline", decline_post);
}

}  // namespace alianza::campaigns
