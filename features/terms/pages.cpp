// Pages of the glossary: the list, one term with its versions, the forms.
#include "features/terms/pages.h"

#include "features/alliances/shell.h"
#include "features/terms/access.h"
#include "features/terms/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::terms {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice term_defined(_("El término quedó en el glosario.").key());
const feature::Notice term_redefined(_("Quedó la nueva versión; la anterior se conserva.").key());

Url list_url(AllianceId alliance) { return Url("/alliances/{}/terms", alliance); }
Url term_url(AllianceId alliance, TermId id) { return Url("/alliances/{}/terms/{}", alliance, id); }

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    views::List p;
    p.shell = alliances::shell(site, tx, request, seen, text(request, _("Glosario")), "terms");
    const auto after = TermId::parse(request.query.get("after"));
    const auto listing = of_alliance(tx, id, after);
    if (after) p.first = list_url(id);
    if (listing.next) p.next = list_url(id).with("after", listing.next->text());
    for (const auto& t : listing.rows) p.rows.push_back({term_url(id, t.id), t.now.name, t.now.definition, t.now.source});
    if (may(Action::keep, seen.standing)) p.define = Url("/alliances/{}/terms/new", id);
    if (seen.alliance.is_public) p.portal = Url("/p/{}/terms", seen.alliance.slug);
    return p;
  }));
  return html::respond(request, page);
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<TermId>("term"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto name = at.term.now.name.in(request.lang);
    const auto zone = Zone::parse(at.seen.alliance.zone).value_or(Zone());
    views::Show p;
    p.shell = alliances::shell(site, tx, request, at.seen, name, "terms");
    p.crumbs = {{{text(request, _("Glosario")), list_url(alliance)}}, name};
    if (at.term.place != Place::nowhere) p.place = label(at.term.place);
    for (auto& version : at.versions) {
      views::VersionView view{std::move(version), {}, {}};
      view.recorded_on = zone.date_of(view.version.recorded_at);
      if (view.version.meeting) view.meeting = Url("/alliances/{}/meetings/{}", alliance, view.version.meeting);
      p.versions.push_back(std::move(view));
    }
    p.term = std::move(at.term);
    if (may(Action::keep, at.seen.standing)) p.redefine = Url("/alliances/{}/terms/{}/edit", alliance, id);
    return p;
  }));
  return html::respond(request, page);
}

html::Field area(const char* name, Message label, const std::string& value, Need need, int rows) {
  return {.control = Control::text_area, .name = name, .label = std::move(label), .value = value, .need = need, .rows = rows};
}

std::vector<html::FieldSet> parts(const Input& i) {
  std::vector<html::Option> shown;
  for (const auto place : places()) shown.push_back({std::string(to_text(place)), label(place)});
  return {{.fields = {{.name = "name_es", .label = _("Término, en español"), .value = i.name_es},
                      {.name = "name_en", .label = _("Término, en inglés"), .value = i.name_en, .need = Need::optional},
                      area("definition_es", _("Definición, en español"), i.definition_es, Need::required, 4),
                      area("definition_en", _("Definición, en inglés"), i.definition_en, Need::optional, 4),
                      area("source_es", _("Fuente, en español"), i.source_es, Need::required, 2),
                      area("source_en", _("Fuente, en inglés"), i.source_en, Need::optional, 2)}},
          {.fields = {{.control = Control::date,
                       .name = "agreed_on",
                       .label = _("Día en que se acordó"),
                       .value = i.agreed_on,
                       .need = Need::optional,
                       .width = html::Width::date},
                      {.name = "agreed_in", .label = _("Sesión en que se acordó"), .value = i.agreed_in, .need = Need::optional},
                      {.name = "meeting",
                       .label = _("Página de la reunión"),
                       .hint = _("Pegue su dirección, si la reunión está registrada."),
                       .value = i.meeting,
                       .need = Need::optional}},
           .legend = _("Acuerdo")},
          {.fields = {{.control = Control::select,
                       .name = "place",
                       .label = _("Junto a qué campo se muestra"),
                       .value = i.place,
                       .options = std::move(shown)}},
           .legend = _("Formularios")}};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  return {f.get("name_es"),   f.get("name_en"),   f.get("definition_es"), f.get("definition_en"),
          f.get("source_es"), f.get("source_en"), f.get("agreed_on"),     f.get("agreed_in"),
          f.get("meeting"),   f.get("place"),     f.get("version")};
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Definir un término"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "terms");
    page.crumbs = {{{text(request, _("Glosario")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/terms/new", alliance);
    page.form.parts = parts({});
    page.form.submit = _("Guardar el término");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, term_defined, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return define(tx, act, alliance, input_from(request)); },
      [&](const auto& made) { return term_url(alliance, made.id); }, new_page);
}

FormPage edit_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<TermId>("term"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::keep, at.seen.standing)) return fail(Error::forbidden());
    const auto input = as_input(at.term);
    FormPage page;
    page.title = text(request, _("Acordar otra versión"));
    page.intro = text(request, _("La versión anterior se conserva, con su fuente y su fecha."));
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "terms");
    page.crumbs = {
        {{text(request, _("Glosario")), list_url(alliance)}, {at.term.now.name.in(request.lang), term_url(alliance, id)}},
        page.title};
    page.form.action = Url("/alliances/{}/terms/{}/edit", alliance, id);
    page.form.parts = parts(input);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar el término");
    page.form.busy = _("Guardando…");
    page.form.cancel = term_url(alliance, id);
    return page;
  }));
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<TermId>("term"));
  auto act = feature::act(request);
  const auto back = term_redefined.at(term_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) { return redefine(tx, act, alliance, id, input_from(request)); });
  if (saved) return Response::redirect_see_other(back);
  return feature::redraw(request, saved.error(), [&] { return edit_page(site, request); });
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/terms");
  pages.get("", list);
  pages.form("/new", new_form, new_post);
  pages.get("/{term}", show);
  pages.form("/{term}/edit", edit_form, edit_post);
}

}  // namespace alianza::terms
