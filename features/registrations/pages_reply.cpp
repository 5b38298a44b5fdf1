// The page behind the link of a convocation. To open it changes nothing, as often as mail scanners do; a button replies.
#include "features/registrations/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::registrations {
namespace {

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

html::Form reply_form(const Request& request, const auth::Link& link) {
  html::Form form{.action = Url("/registrations/{}", request.param("link"))};
  auto fields = reply_fields(nullptr);
  fields.push_back({.name = "name",
                    .label = _("Su nombre"),
                    .hint = _("Quien responde por la organización; si le reenviaron la carta, escriba el suyo."),
                    .value = link.name,
                    .autocomplete = "name"});
  form.parts = {{.fields = std::move(fields)}};
  form.submit = _("Responder");
  form.busy = _("Enviando…");
  return form;
}

void say(views::Reply& p, const Opened& at, Lang lang) {
  const auto& r = at.registration;
  p.next = _("Si cambian los planes, conteste la carta que recibió, o respóndalo en la página de la reunión si tiene cuenta.");
  if (r.reply != Reply::silent && r.replied_at) {
    const auto day = i18n::full_date(lang, zone_of(at.alliance).date_of(*r.replied_at));
    p.told = (r.reply == Reply::coming ? _("{1} asiste. Lo dijo {2} el {3}.") : _("{1} no asiste. Lo dijo {2} el {3}."))
                 .arg(at.organization)
                 .arg(r.replied_by)
                 .arg(day);
    p.persons = lines_of(r.persons);
    p.note = r.note;
    if (at.over) p.next = *at.over;
    return;
  }
  if (at.over) {
    p.told = *at.over;
    p.next = _("Si tiene preguntas, conteste la carta que recibió.");
  } else if (at.door != auth::LinkState::open) {
    p.told = _("Este enlace ya no sirve.");
    p.next = _("Si necesita otro enlace, conteste la carta que recibió.");
  }
}

views::Reply page_of(const Request& request, const auth::Link& link, const Opened& at) {
  const auto& m = at.meeting;
  views::Reply p{.shell = feature::public_shell(request, m.title.in(request.lang))};
  p.shell.place = feature::views::Place{at.alliance.name.in(request.lang), at.agency.in(request.lang), Url("/")};
  if (at.alliance.is_public) p.shell.place->url = Url("/p/{}", at.alliance.slug);
  p.shell.seal = alliances::seal(at.alliance, request.lang);
  p.organization = at.organization;
  p.person = link.name;
  p.title = m.title;
  p.when = when_text(m, zone_of(at.alliance), request.lang);
  p.venue = m.venue;
  if (auto online = Url::external(m.link)) p.online = std::move(*online);
  for (const auto& item : at.agenda) p.agenda.push_back(item.title);
  p.calendar = Url("/registrations/{}/calendar.ics", request.param("link"));
  p.is_open = at.door == auth::LinkState::open && !at.over && at.registration.reply == Reply::silent;
  if (!p.is_open)
    say(p, at, request.lang);
  else
    p.form = reply_form(request, link);
  return p;
}

/// Nobody keeps it and no search engine finds it: the address is the secret.
Response answer(Request& request, const views::Reply& page, int status) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

int status_of(const views::Reply& page, const Opened& at) {
  return page.is_open || at.registration.reply != Reply::silent ? 200 : 410;
}

Response show(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto at = open_now(site, link);
  const auto page = page_of(request, link, at);
  return answer(request, page, status_of(page, at));
}

Response send(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  const auto& f = request.form();
  const ReplyInput input{f.get("reply"), f.get("persons"), f.get("note"), f.get("name")};
  const auto done = site.db.write([&](db::Tx& tx) { return reply(tx, act, link, input); });
  if (done) return Response::redirect_see_other(Url("/registrations/{}", request.param("link")).in(request.lang));
  const auto fault = done.error().fault;
  if (fault != Fault::invalid && fault != Fault::conflict && fault != Fault::gone) throw http::Abandon{done.error()};
  auto page = page_of(request, link, open_now(site, link));
  if (page.is_open) {
    page.form.keep_typed(f);
    page.form.show_error(done.error());
  }
  return answer(request, page, http::status_of(fault));
}

/// Also when it was answered: a person looks for the hour on the day itself.
Response calendar(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  auto file = demand(site.db.read([&](db::Tx& tx) -> Result<std::string> {
    const auto at = TRY(open(tx, link));
    if (at.door == auth::LinkState::revoked) return fail(Error{Fault::gone, _("Este enlace ya no sirve."), {}});
    return meetings::calendar_text(tx, at.alliance, at.meeting, request.lang);
  }));
  return Response::download(std::move(file), "text/calendar; charset=utf-8", text(request, _("reunion")) + ".ics").no_store();
}

}  // namespace

void add_reply_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/registrations/{link}");
  pages.get("", show);
  pages.post("", send);
  pages.get("/calendar.ics", calendar);
}

}  // namespace alianza::registrations
