// The notice to everybody, and one's own data.
#include "features/privacy/pages.h"

#include "features/agencies/actions.h"
#include "features/privacy/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

LocalizedText name_of(db::Tx& tx, AgencyId id) {
  const auto agency = agencies::find(tx, id);
  return agency ? agency->name : LocalizedText();
}

Response show_notice(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  views::NoticePage page{.shell = feature::public_shell(request, text(request, _("Aviso de privacidad")))};
  const auto notice = demand(site.db.read([&](db::Tx& tx) -> Result<Notice> {
    page.agency = name_of(tx, id);
    return notice_of(tx, id);
  }));
  page.version = notice.version;
  if (notice.published_at) page.since = Zone().civil_of(*notice.published_at);
  page.paragraphs = paragraphs_of(notice.body.in(request.lang));
  page.lang = tag(notice.body.given(request.lang));
  return html::respond(request, page);
}

Url back_from(const Request& request, const std::string& next) {
  return next.empty() ? Url("/alliances").in(request.lang) : Url::local_or_home(next);
}

views::AcceptPage accept_page(const Request& request, const Notice& notice, const LocalizedText& agency,
                              const std::string& next) {
  views::AcceptPage page{.shell = feature::public_shell(request, text(request, _("Aviso de privacidad")))};
  page.agency = agency;
  page.paragraphs = paragraphs_of(notice.body.in(request.lang));
  page.lang = tag(notice.body.given(request.lang));
  page.form.submit = _("Leí el aviso");
  page.form.busy = _("Guardando…");
  page.form.hidden = {{"agency", notice.agency.text()}, {"version", std::to_string(notice.version)}, {"next", next}};
  return page;
}

/// The next notice that is not accepted yet; without one, on to where the person was going.
Response show_pending(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  const auto next = request.query.get("next");
  LocalizedText agency;
  const auto waiting = demand(site.db.read([&](db::Tx& tx) -> Result<std::vector<Notice>> {
    auto found = pending(tx, actor);
    if (!found.empty()) agency = name_of(tx, found.front().agency);
    return found;
  }));
  if (waiting.empty()) return Response::redirect_see_other(back_from(request, next));
  return html::respond(request, accept_page(request, waiting.front(), agency, next));
}

Response accept_post(feature::Site& site, Request& request) {
  const auto& form = request.form();
  const auto id = AgencyId::parse(form.get("agency"));
  if (!id) throw http::Abandon{Error::not_found()};
  auto act = feature::act(request);
  act.key->answer(303, "/account/privacy");
  const auto done = site.db.write([&](db::Tx& tx) { return accept(tx, act, *id, form.get("version")); });
  if (!done && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  // A newer version, or the notice of another agency, is shown there.
  auto here = Url("/account/privacy");
  if (!form.get("next").empty()) here = std::move(here).with("next", form.get("next"));
  return Response::redirect_see_other(here.in(request.lang));
}

Wish own() { return {}; }

Told own_data(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) { return look(site, tx, feature::act(request), own()); }));
}

feature::views::Crumbs own_crumbs(const Request& request, const std::string& here) {
  return {{{text(request, _("Su cuenta")), Url("/account")}}, here};
}

Response show_data(feature::Site& site, Request& request) {
  const auto told = own_data(site, request);
  const auto title = text(request, _("Sus datos personales"));
  views::DataPage page{.shell = feature::shell(request, title), .crumbs = own_crumbs(request, title)};
  page.sections = sections_of(told.rows);
  page.readable = {
      .action = Url("/account/data"), .words = _("Descargar para leer"), .icon = "download", .hidden = {{"format", "html"}}};
  page.machine = {.action = Url("/account/data"),
                  .words = _("Descargar para un programa"),
                  .icon = "download",
                  .hidden = {{"format", "json"}}};
  return html::respond(request, page).no_store();
}

Response export_post(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, "/account/data");
  const auto told = demand(site.db.write([&](db::Tx& tx) { return hand_over(site, tx, act, own()); }));
  return document_of(request, told, request.form().get("format"));
}

views::ErasePage erase_page(feature::Site& site, Request& request) {
  const auto title = text(request, _("¿Borrar sus datos y su cuenta?"));
  views::ErasePage page{.shell = feature::shell(request, title), .crumbs = own_crumbs(request, title), .title = title};
  page.sections = sections_of(own_data(site, request).rows);
  page.form.action = Url("/account/data/erase");
  page.form.parts = {{.fields = {{.control = html::Control::check,
                                  .name = "sure",
                                  .label = _("Entiendo que no se puede deshacer y que ya no podré entrar")}}}};
  page.form.submit = _("Borrar mis datos y mi cuenta");
  page.form.busy = _("Borrando…");
  page.form.weight = html::Weight::bad;
  page.form.cancel = Url("/account/data");
  page.form.cancel_words = _("Conservarlos");
  return page;
}

Response ask_erase(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, Url("/account/data/erase"))) return std::move(*first);
  return html::respond(request, erase_page(site, request)).no_store();
}

Response do_erase(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, "/sign-in");
  const auto done = request.form().get("sure").empty()
                        ? Result<Told>(fail(Error::field("sure", _("Marque que entiende lo que pasará."))))
                        : site.db.write([&](db::Tx& tx) { return erase(site, tx, act, own()); });
  if (!done) return feature::redraw(request, done.error(), [&] { return erase_page(site, request); });
  views::ErasedPage page{.shell = feature::public_shell(request, text(request, _("Sus datos se borraron")))};
  page.kept = kept_of(done->rows);
  return html::respond(request, page).no_store().with_cookie(site.gate.no_cookie());
}

}  // namespace

void add_own_pages(feature::Site& site) {
  const feature::Routes visitors(site, auth::anyone());
  visitors.get("/privacy/{agency}", show_notice);
  const auto own_pages = visitors.with(auth::signed_in());
  own_pages.form("/account/privacy", show_pending, accept_post);
  own_pages.form("/account/data", show_data, export_post);
  own_pages.form("/account/data/erase", ask_erase, do_erase);
  site.entry_checks.push_back([](db::Tx& tx, const auth::Actor& actor) -> std::optional<Url> {
    if (pending(tx, actor).empty()) return std::nullopt;
    return Url("/account/privacy");
  });
}

}  // namespace alianza::privacy
