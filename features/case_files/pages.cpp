// The pages of case files: one's own, one of them, its archive.
#include "features/case_files/pages.h"

#include "features/alliances/shell.h"
#include "features/case_files/actions.h"
#include "features/committees/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/files/answer.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::case_files {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice asked(_("El expediente se está preparando. Puede cerrar la página: aquí lo encontrará.").key());
const feature::Notice stopped(_("Se pidió detener el expediente.").key());

Url list_url(AllianceId alliance) { return Url("/alliances/{}/case-files", alliance); }
Url page_url(AllianceId alliance, CaseFileId id) { return Url("/alliances/{}/case-files/{}", alliance, id); }

std::string moment(const alliances::Seen& at, Instant when, Lang lang) {
  return i18n::date_time(lang, Zone::parse(at.alliance.zone).value_or(Zone()).civil_of(when));
}

html::Badge badge(State state) {
  switch (state) {
    case State::making: return {html::Tone::info, _("En preparación"), "clock"};
    case State::ready: return {html::Tone::ok, _("Listo"), "check"};
    case State::expired: return {html::Tone::off, _("Vencido"), "minus"};
  }
  return {};
}

std::string title_of(db::Tx& tx, const CaseFile& f, Lang lang) {
  if (!f.committee) return i18n::text(lang, _("Toda la alianza"));
  const auto body = committees::find(tx, f.alliance, f.committee);
  return body ? body->name.in(lang) : std::string();
}

feature::views::Crumbs crumbs_above(const Request& request, AllianceId alliance) {
  return {{{text(request, _("Documentos")), Url("/alliances/{}/documents", alliance)}}, {}};
}

html::Form ask_form(db::Tx& tx, const Request& request, const Listing& listing) {
  const auto id = listing.at.alliance.id;
  html::Field of{.control = html::Control::select, .name = "committee", .label = _("De quién")};
  of.first_option = _("Toda la alianza");
  of.need = html::Need::optional;
  of.width = html::Width::mid;
  of.value = request.query.get("committee");
  for (const auto& listed : committees::of_alliance(tx, id))
    if (std::find(listing.committees.begin(), listing.committees.end(), listed.committee.id) != listing.committees.end())
      of.options.push_back({listed.committee.id.text(), listed.committee.name.in(request.lang)});
  html::Form form{.action = list_url(id)};
  html::FieldSet set;
  set.fields = {std::move(of)};
  form.parts = {std::move(set)};
  form.submit = _("Preparar el expediente");
  return form;
}

Result<views::List> list_page(feature::Site& site, db::Tx& tx, Request& request, AllianceId id) {
  const auto listing = TRY(list(tx, auth::actor_of(request), id));
  views::List p;
  const auto title = text(request, _("Expedientes"));
  p.shell = alliances::shell(site, tx, request, listing.at, title, "documents");
  p.crumbs = crumbs_above(request, id);
  p.crumbs.here = title;
  p.ask = ask_form(tx, request, listing);
  std::map<CommitteeId, std::string> names;
  for (const auto& listed : committees::of_alliance(tx, id))
    names.emplace(listed.committee.id, listed.committee.name.in(request.lang));
  for (const auto& f : listing.rows) {
    const auto found = names.find(f.committee);
    p.rows.push_back({page_url(id, f.id), found == names.end() ? text(request, _("Toda la alianza")) : found->second,
                      moment(listing.at, f.asked_at, request.lang), badge(f.state)});
  }
  return p;
}

Response list_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id); })));
}

Response ask_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  act.key->answer(303, list_url(id).in(request.lang).text() + "/{id}");
  const auto made = site.db.write([&](db::Tx& tx) { return ask(tx, act, id, request.form().get("committee"), request.lang); });
  if (made) return Response::redirect_see_other(asked.at(page_url(id, made->id)).in(request.lang));
  if (made.error().fault != Fault::invalid && made.error().fault != Fault::conflict) throw http::Abandon{made.error()};
  auto page = demand(site.db.read([&](db::Tx& tx) { return list_page(site, tx, request, id); }));
  page.ask.keep_typed(request.form());
  page.ask.show_error(made.error());
  return html::respond(request, page, http::status_of(made.error().fault));
}

void fill_result(views::Show& p, const Request& request, const Seen& s) {
  const auto& f = s.file;
  const auto at = [&](Instant when) { return moment(s.at, when, request.lang); };
  p.digest = f.digest.text();
  p.about =
      text(request, N_("{1} archivo, {2}", "{1} archivos, {2}", f.entries).arg(f.entries).arg(document::size_text(f.bytes)));
  if (f.state == State::ready) {
    p.file = Url("/alliances/{}/case-files/{}/file", f.alliance, f.id);
    p.expires = text(request, _("Puede descargarlo hasta el {1}.").arg(at(*f.expires_at)));
  } else {
    p.expires = text(request, _("Venció el {1}. Prepárelo otra vez: saldrá con lo que hay ahora.").arg(at(*f.expires_at)));
  }
}

html::ButtonForm again_button(const CaseFile& f) {
  html::ButtonForm out{.action = list_url(f.alliance), .words = _("Preparar otra vez")};
  out.icon = "refresh";
  out.hidden = {{"committee", f.committee ? f.committee.text() : ""}};
  return out;
}

Result<Seen> seen_in(db::Tx& tx, const Request& request) {
  const auto alliance = TRY(request.id<AllianceId>("alliance"));
  const auto id = TRY(request.id<CaseFileId>("case_file"));
  return see(tx, auth::actor_of(request), alliance, id);
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request) {
  const auto s = TRY(seen_in(tx, request));
  const auto& f = s.file;
  views::Show p;
  p.title = text(request, _("Expediente: {1}").arg(title_of(tx, f, request.lang)));
  p.shell = alliances::shell(site, tx, request, s.at, p.title, "documents");
  p.crumbs = crumbs_above(request, f.alliance);
  p.crumbs.above.push_back({text(request, _("Expedientes")), list_url(f.alliance)});
  p.crumbs.here = p.title;
  p.asked = text(request, _("Lo pidió usted, {1}.").arg(moment(s.at, f.asked_at, request.lang)));
  p.state = badge(f.state);
  p.here = page_url(f.alliance, f.id);
  p.working = f.state == State::making;
  p.stalled = s.stalled;
  p.done = s.done;
  p.total = s.total;
  if (f.state != State::making) fill_result(p, request, s);
  if (p.working && !s.stalled)
    p.stop = html::ButtonForm{.action = Url("/alliances/{}/case-files/{}/stop", f.alliance, f.id), .words = _("Detener")};
  if (s.stalled || f.state == State::expired) p.again = again_button(f);
  return p;
}

Response show(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request); })));
}

/// "expediente-alianza-de-muestra-energia-2026-03-02.zip"
std::string file_name(db::Tx& tx, const Seen& s, const Request& request) {
  auto name = text(request, _("expediente")) + "-" + path_word(s.at.alliance.slug);
  if (s.file.committee) name += "-" + path_word(title_of(tx, s.file, request.lang));
  return name + "-" + s.file.as_of.text() + ".zip";
}

Result<Response> file(feature::Site& site, Request& request) {
  const auto handed = TRY(site.db.read([&](db::Tx& tx) -> Result<files::Handed> {
    const auto s = TRY(seen_in(tx, request));
    if (s.file.state != State::ready) return fail(Error::not_found());
    return files::Handed{s.file.digest, files::Type::zip, file_name(tx, s, request)};
  }));
  return files::attachment(files::Store(site.config.files.path), handed);
}

Response stop_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CaseFileId>("case_file"));
  return feature::perform_button(site, request, stopped, page_url(alliance, id),
                                 [&](db::Tx& tx, const feature::Act& act) { return stop(tx, act, alliance, id); });
}

std::string documents_panel(db::Tx&, const feature::PanelRequest& at) {
  return std::string(html::draw(at.request.lang, views::Entrance{list_url(AllianceId(at.alliance))}).markup());
}

/// Only for who may ask for it.
std::string committee_panel(db::Tx& tx, const feature::PanelRequest& at) {
  const auto listing = list(tx, auth::actor_of(at.request), AllianceId(at.alliance));
  if (!listing) return {};
  const CommitteeId id(at.subject);
  if (std::find(listing->committees.begin(), listing->committees.end(), id) == listing->committees.end()) return {};
  const views::Entrance entrance{list_url(AllianceId(at.alliance)).with("committee", id.text())};
  return std::string(html::draw(at.request.lang, entrance).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/case-files");
  pages.get("", list_get);
  pages.post("", ask_post);
  pages.get("/{case_file}", show);
  pages.get("/{case_file}/file", file);
  pages.post("/{case_file}/stop", stop_post);
  site.hang("documents", 10, documents_panel);
  site.hang("committee", 40, committee_panel);
}

}  // namespace alianza::case_files
