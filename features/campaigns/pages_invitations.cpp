// One invitation with its steps and acts; the letters as they will be read.
#include "features/campaigns/pages_shared.h"

namespace alianza::campaigns {
namespace {

using feature::views::ConfirmPage;

const feature::Notice letter_resent(_("La carta está otra vez en la cola.").key());
const feature::Notice invitation_revoked(_("La invitación quedó retirada; su enlace ya no sirve.").key());
const feature::Notice recipient_left_out(_("La organización ya no está entre los destinatarios.").key());

struct Place {
  AllianceId alliance;
  CampaignId campaign;
  InvitationId invitation;
};
Place place_of(const Request& request) {
  const auto [alliance, campaign] = at_of(request);
  return {alliance, campaign, demand(request.id<InvitationId>("invitation"))};
}
Url invitation_url(const Place& at) {
  return Url("/alliances/{}/campaigns/{}/invitations/{}", at.alliance, at.campaign, at.invitation);
}

void put_acts(views::InvitationPage& p, const SeenInvitation& seen, const Place& at) {
  if (!seen.at.may_keep) return;
  const auto state = seen.invitation.state;
  if ((may_resend(state) || seen.new_address) && seen.at.campaign.state != State::closed)
    p.resend = html::ButtonForm{
        .action = Url("/alliances/{}/campaigns/{}/invitations/{}/resend", at.alliance, at.campaign, at.invitation),
        .words = _("Enviar otra vez"),
        .busy = _("Enviando…")};
  if (may_revoke(state))
    p.revoke = Url("/alliances/{}/campaigns/{}/invitations/{}/revoke", at.alliance, at.campaign, at.invitation);
  if (state == InvitationState::drafted)
    p.leave_out = html::ButtonForm{
        .action = Url("/alliances/{}/campaigns/{}/invitations/{}/leave-out", at.alliance, at.campaign, at.invitation),
        .words = _("Quitar de los destinatarios"),
        .busy = _("Quitando…")};
}

Response show_sent(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::InvitationPage> {
    auto seen = TRY(see_invitation(tx, auth::actor_of(request), at.alliance, at.campaign, at.invitation));
    const auto& alliance = seen.at.seen.alliance;
    const auto title = seen.invitation.organization_name;
    views::InvitationPage p{.shell = alliances::shell(site, tx, request, seen.at.seen, title, "campaigns")};
    p.crumbs = crumbs(request, seen.at.campaign, title);
    p.state = badge(seen.invitation.state, seen.invitation.seen_at.has_value());
    p.organization = Url("/alliances/{}/organizations/{}", at.alliance, seen.invitation.organization);
    if (seen.invitation.seen_at) p.seen = civil(alliance, *seen.invitation.seen_at);
    for (const auto& step : seen.steps) p.steps.push_back({label(step.state), civil(alliance, step.at), step.by});
    p.contacts = Url("/alliances/{}/organizations/{}/contacts", at.alliance, seen.invitation.organization);
    p.came_back = seen.invitation.state == InvitationState::bounced || seen.invitation.state == InvitationState::failed;
    put_acts(p, seen, at);
    p.invitation = std::move(seen.invitation);
    return p;
  }));
  return html::respond(request, page);
}

/// One button; its notice on `back`.
template <class Do>
Response press(feature::Site& site, Request& request, const feature::Notice& notice, const Url& back, Do&& perform) {
  auto act = feature::act(request);
  const auto to = notice.at(back).in(request.lang);
  act.key->answer(303, to.text());
  demand(site.db.write([&](db::Tx& tx) { return perform(tx, act); }));
  return Response::redirect_see_other(to);
}

Response resend_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  const auto origin = feature::address_in_letters(site.config);
  return press(site, request, letter_resent, invitation_url(at), [&](db::Tx& tx, const feature::Act& act) {
    return resend(tx, act, at.alliance, at.campaign, at.invitation, origin);
  });
}

Response leave_one_out_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  return press(site, request, recipient_left_out, campaign_url(at.alliance, at.campaign),
               [&](db::Tx& tx, const feature::Act& act) { return leave_out(tx, act, at.alliance, at.campaign, at.invitation); });
}

ConfirmPage revoke_page(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto seen = TRY(see_invitation(tx, auth::actor_of(request), at.alliance, at.campaign, at.invitation));
    if (!seen.at.may_keep) return fail(Error::forbidden());
    const auto& name = seen.invitation.organization_name;
    ConfirmPage page;
    page.title = text(request, _("¿Retirar la invitación a {1}?").arg(name));
    page.shell = alliances::shell(site, tx, request, seen.at.seen, page.title, "campaigns");
    page.crumbs = crumbs(request, seen.at.campaign, text(request, _("Retirar la invitación")));
    page.consequences = {
        text(request, _("Su enlace deja de servir enseguida y la organización ya no está invitada. No se le avisa."))};
    page.form.action = Url("/alliances/{}/campaigns/{}/invitations/{}/revoke", at.alliance, at.campaign, at.invitation);
    page.form.parts = {{.fields = {{.control = html::Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    page.form.submit = _("Retirar la invitación");
    page.form.cancel = invitation_url(at);
    page.form.weight = html::Weight::bad;
    return page;
  }));
}

Response revoke_form(feature::Site& site, Request& request) { return html::respond(request, revoke_page(site, request)); }
Response revoke_post(feature::Site& site, Request& request) {
  const auto at = place_of(request);
  auto act = feature::act(request);
  const auto back = invitation_revoked.at(invitation_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write(
      [&](db::Tx& tx) { return revoke(tx, act, at.alliance, at.campaign, at.invitation, request.form().get("reason")); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return revoke_page(site, request); });
}

// ---- Preview.

Preview letters(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  const auto origin = feature::address_in_letters(site.config).value_or("https://alianza.example");
  return demand(site.db.read(
      [&, alliance = alliance, id = id](db::Tx& tx) { return preview(tx, auth::actor_of(request), alliance, id, origin); }));
}

Response preview_page(feature::Site& site, Request& request) {
  const auto found = letters(site, request);
  const auto& c = found.at.campaign;
  const auto title = text(request, _("La carta como llegará"));
  views::Preview p;
  p.shell = demand(site.db.read([&](db::Tx& tx) -> Result<feature::views::Shell> {
    return alliances::shell(site, tx, request, found.at.seen, title, "campaigns");
  }));
  p.crumbs = crumbs(request, c, title);
  for (const auto& [invitation, letter] : found.letters)
    p.letters.push_back({invitation.person_name + " <" + invitation.email.text() + ">", letter.subject.text(), letter.text,
                         Url("/alliances/{}/campaigns/{}/preview/{}", c.alliance, c.id, invitation.id)});
  return html::respond(request, p);
}

/// As a mail program would show it: a document of its own that can do nothing.
Response preview_html(feature::Site& site, Request& request) {
  const auto wanted = demand(request.id<InvitationId>("invitation"));
  for (const auto& [invitation, letter] : letters(site, request).letters)
    if (invitation.id == wanted)
      return Response::html(letter.html)
          .with("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  throw http::Abandon{Error::not_found()};
}

}  // namespace

void add_invitation_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/campaigns/{campaign}");
  pages.get("/preview", preview_page);
  pages.get("/preview/{invitation}", preview_html);
  pages.get("/invitations/{invitation}", show_sent);
  pages.post("/invitations/{invitation}/resend", resend_post);
  pages.post("/invitations/{invitation}/leave-out", leave_one_out_post);
  pages.form("/invitations/{invitation}/revoke", revoke_form, revoke_post);
}

}  // namespace alianza::campaigns
