// Pages of who keeps a meeting: the screen with the code, and organisations that nobody knew.
#include "features/campaigns/campaigns.h"
#include "features/checkins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"

namespace alianza::checkins {
namespace {

using feature::demand;
using feature::views::FormPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice walked_in(_("La organización quedó en el directorio, invitada y presente.").key());
const feature::Notice notice_read(_("Quedó dicho que el aviso se leyó.").key());

struct Place {
  AllianceId alliance;
  MeetingId meeting;
};
Place place(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<MeetingId>("meeting"))};
}

/// "https://alianza.example": as configured, else as the browser names us.
std::string origin(const feature::Site& site, const Request& request) {
  const auto& configured = site.config.server.public_url;
  if (!configured.empty()) return configured;
  // Not the site's router: a running server has taken it.
  return (site.config.server.secure_cookies ? "https://" : "http://") + request.host;
}

void fill_code(views::Screen& p, const feature::Site& site, const Request& request, const Desk& d) {
  const auto zone = zone_of(d.at.seen.alliance);
  const auto from = zone.civil_of(d.window->from);
  p.window = text(request, _("{1} a {2}").arg(i18n::date_time(request.lang, from)).arg(zone.civil_of(d.window->to).clock_text()));
  const auto home = origin(site, request);
  const auto bare = home.substr(home.find("//") + 2);
  p.address = bare + Url("/check-in").in(request.lang).text();
  if (!d.code) return;
  const auto& code = d.code->code;
  p.code = code.substr(0, 4) + " " + code.substr(4);
  p.qr = html::Qr{home + Url("/check-in/{}", code).text(), _("Código QR para registrar la llegada")};
}

views::Screen screen_of(const feature::Site& site, db::Tx& tx, Request& request, const Desk& d) {
  const auto& m = d.at.meeting;
  views::Screen p;
  p.shell = alliances::shell(site, tx, request, d.at.seen, text(request, _("Registro de llegada")), "meetings");
  p.crumbs = {
      {{text(request, _("Reuniones")), Url("/alliances/{}/meetings", m.alliance)}, {m.title.in(request.lang), meeting_url(m)}},
      text(request, _("Registro de llegada"))};
  p.title = m.title;
  p.when = when_text(m, request.lang);
  p.venue = m.venue;
  p.count = {d.present, d.expected, d.guests, d.turnout.persons};
  p.here = Url("/alliances/{}/meetings/{}/check-in", m.alliance, m.id);
  p.door = door_url(m);
  if (may_walk_in(d.at)) p.walk_in = Url("/alliances/{}/meetings/{}/walk-ins", m.alliance, m.id);
  p.notice = campaigns::notice();
  p.accepted = d.notice_accepted;
  if (d.notice_read_at)
    p.read = i18n::date_time(request.lang, zone_of(d.at.seen.alliance).civil_of(*d.notice_read_at)) + ", " + d.notice_read_by;
  if (d.window)
    p.read_notice = html::ButtonForm{.action = Url("/alliances/{}/meetings/{}/check-in/notice", m.alliance, m.id),
                                     .words = _("Se leyó el aviso"),
                                     .busy = _("Guardando…")};
  if (!d.day)
    p.why_none = _("La reunión no tiene fecha exacta. Póngasela antes de mostrar su código.");
  else if (!d.window)
    p.why_none = _("La reunión está cancelada. Prográmela de nuevo para registrar asistencia.");
  else if (tx.now() >= d.window->to)
    p.why_none = _("La reunión ya terminó. La asistencia se corrige en la lista de la puerta.");
  if (!p.why_none.empty()) return p;
  fill_code(p, site, request, d);
  p.make = html::ButtonForm{.action = p.here, .words = d.code ? _("Cambiar el código") : _("Mostrar el código del día")};
  p.make->classes = d.code ? "btn btn-text" : "btn btn-primary";
  return p;
}

Response screen(feature::Site& site, Request& request) {
  const auto at = place(request);
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Screen> {
                         return screen_of(site, tx, request, TRY(desk(tx, auth::actor_of(request), at.alliance, at.meeting)));
                       })));
}

Response make(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = Url("/alliances/{}/meetings/{}/check-in", at.alliance, at.meeting).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return make_code(tx, act, at.alliance, at.meeting); }));
  return Response::redirect_see_other(back);
}

Response notice_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  return feature::perform_button(
      site, request, notice_read, Url("/alliances/{}/meetings/{}/check-in", at.alliance, at.meeting),
      [&](db::Tx& tx, const feature::Act& act) { return read_notice(tx, act, at.alliance, at.meeting); });
}

FormPage walk_in_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(meetings::see(tx, auth::actor_of(request), at.alliance, at.meeting));
    if (!may_walk_in(seen)) return fail(Error::forbidden());
    const auto& m = seen.meeting;
    FormPage p;
    p.title = text(request, _("Llegó una organización nueva"));
    p.shell = alliances::shell(site, tx, request, seen.seen, p.title, "meetings");
    p.crumbs = {{{m.title.in(request.lang), meeting_url(m)}, {text(request, _("Asistencia")), door_url(m)}}, p.title};
    p.intro =
        text(request,
             _("Queda en el directorio, invitada a la alianza y presente en la reunión. Sus demás datos se completan después."));
    html::Field person{.name = "person", .label = _("Nombre de la persona")};
    person.need = html::Need::optional;
    p.form.parts = {{.fields = {{.name = "organization", .label = _("Nombre de la organización")}, std::move(person)}}};
    p.form.action = Url("/alliances/{}/meetings/{}/walk-ins", m.alliance, m.id);
    p.form.submit = _("Registrar su llegada");
    p.form.busy = _("Guardando…");
    p.form.cancel = door_url(m);
    return p;
  }));
}

Response walk_in_form(feature::Site& site, Request& request) { return html::respond(request, walk_in_page(site, request)); }

Response walk_in_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back =
      walked_in
          .at(Url("/alliances/{}/meetings/{}/attendance", at.alliance, at.meeting).with("q", request.form().get("organization")))
          .in(request.lang);
  act.key->answer(303, back.text());
  const WalkInInput input{request.form().get("organization"), request.form().get("person")};
  const auto done = site.db.write([&](db::Tx& tx) { return walk_in(tx, act, at.alliance, at.meeting, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return walk_in_page(site, request); });
}

std::string door_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const auto seen = meetings::see(tx, auth::actor_of(at.request), AllianceId(at.alliance), MeetingId(at.subject));
  if (!seen || !may_show(*seen)) return {};
  views::DoorPanel p;
  p.screen = Url("/alliances/{}/meetings/{}/check-in", seen->meeting.alliance, seen->meeting.id);
  if (may_walk_in(*seen)) p.walk_in = Url("/alliances/{}/meetings/{}/walk-ins", seen->meeting.alliance, seen->meeting.id);
  return std::string(html::draw(at.request, p).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/meetings/{meeting}");
  pages.form("/check-in", screen, make);
  pages.post("/check-in/notice", notice_post);
  pages.form("/walk-ins", walk_in_form, walk_in_post);
  site.hang("door", 10, door_panel);
}

}  // namespace alianza::checkins
