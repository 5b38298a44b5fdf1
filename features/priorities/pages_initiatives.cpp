// Pages of initiatives that are under way: the list, its downloads, the forms.
#include <algorithm>
#include <set>

#include "features/priorities/access.h"
#include "features/priorities/pages_shared.h"

namespace alianza::priorities {
namespace {

const feature::Notice initiative_added(_("La iniciativa quedó registrada.").key());
const feature::Notice initiative_saved(_("Se guardó la iniciativa.").key());

Url edit_initiative_url(AllianceId a, InitiativeId id) { return Url("/alliances/{}/initiatives/{}/edit", a, id); }

Response initiatives_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Initiatives> {
        const auto b = TRY(book(tx, auth::actor_of(request), id));
        views::Initiatives p;
        p.shell = alliances::shell(site, tx, request, b.at, text(request, _("Iniciativas en marcha")), "convergence");
        p.tabs = tabs(id, Part::initiatives);
        p.table = table_of(tx, id, b.initiatives);
        for (std::size_t n = 0; b.may_keep && n < b.initiatives.size(); ++n)
          p.table.rows[n].edit = edit_initiative_url(id, b.initiatives[n].id);
        p.downloads = downloads_at(_("Todas, también las concluidas."),
                                   [&](auto extension) { return Url("/alliances/{}/initiatives.{}", id, extension); });
        if (b.may_keep) p.add = Url("/alliances/{}/initiatives/new", id);
        return p;
      })));
}

Response initiatives_file(feature::Site& site, Request& request, documents::Format format) {
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<Rows> {
    const auto b = TRY(book(tx, auth::actor_of(request), alliance_in(request)));
    options = table_options(request, b.at, _("Iniciativas en marcha"));
    options.columns = {{"title", text(request, _("Iniciativa")), 50},
                       {"organization", text(request, _("Organización")), 36},
                       {"goals", text(request, _("ODS")), 12},
                       {"state", text(request, _("Estado")), 14},
                       {"source", text(request, _("Fuente")), 40}};
    std::set<OrganizationId> ids;
    for (const auto& i : b.initiatives)
      if (i.organization) ids.insert(i.organization);
    const auto names = organizations::names(tx, {ids.begin(), ids.end()});
    Rows out;
    for (const auto& i : b.initiatives)
      out.push_back({i.title, name_in(names, i.organization), goals_text(i.goals), text(request, label(i.state)), i.source});
    return out;
  }));
  return file_of(request, format, _("iniciativas"), std::move(options), std::move(rows));
}

/// Those that take part, and the one that is named already.
std::vector<html::Option> organization_options(db::Tx& tx, AllianceId alliance, OrganizationId named) {
  std::vector<html::Option> out;
  bool has_named = !named;
  for (const auto& row : organizations::partners(tx, alliance)) {
    out.push_back({row.id.text(), row.name});
    has_named = has_named || row.id == named;
  }
  if (!has_named) out.push_back({named.text(), name_in(organizations::names(tx, {named}), named)});
  return out;
}

html::FieldSet initiative_fields(const InitiativeInput& i, std::vector<html::Option> organizations) {
  html::Field state{.control = Control::radios, .name = "state", .label = _("Estado"), .value = i.state};
  for (const auto s : {InitiativeState::planned, InitiativeState::running, InitiativeState::finished, InitiativeState::stopped})
    state.options.push_back({std::string(to_text(s)), label(s)});
  return {.fields = {{.control = Control::text, .name = "title", .label = _("Qué se hace"), .value = i.title},
                     {.control = Control::select,
                      .name = "organization",
                      .label = _("Organización que la lleva"),
                      .hint = _("En blanco: la institución, o alguien de fuera de la alianza."),
                      .value = i.organization,
                      .options = std::move(organizations),
                      .first_option = _("Ninguna de la alianza"),
                      .need = Need::optional},
                     goals_field(i.goals, _("ODS"), {}),
                     std::move(state),
                     {.control = Control::text,
                      .name = "source",
                      .label = _("De dónde se sabe"),
                      .hint = _("Un informe, un sitio, una sesión, con su fecha."),
                      .value = i.source}}};
}

FormPage new_initiative_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    auto p = form_page(site, tx, request, seen, _("Registrar una iniciativa"), Part::initiatives);
    p.form.action = Url("/alliances/{}/initiatives/new", id);
    p.form.parts = {initiative_fields({}, organization_options(tx, id, {}))};
    p.form.submit = _("Registrar la iniciativa");
    return p;
  }));
}
Response new_initiative_form(feature::Site& site, Request& request) {
  return html::respond(request, new_initiative_page(site, request));
}

InitiativeInput initiative_input(Request& request) {
  const auto& f = request.form();
  return {f.get("title"), f.get("organization"), f.all("goals"), f.get("state"), f.get("source"), f.get("version")};
}

Response new_initiative_post(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return feature::perform_form(
      site, request, initiative_added, initiatives_url(id),
      [&](db::Tx& tx, const feature::Act& act) { return add(tx, act, id, initiative_input(request)); }, new_initiative_page);
}

FormPage edit_initiative_page(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<InitiativeId>("initiative"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), alliance));
    if (!b.may_keep) return fail(Error::forbidden());
    const auto found = std::find_if(b.initiatives.begin(), b.initiatives.end(), [&](const Initiative& i) { return i.id == id; });
    if (found == b.initiatives.end()) return fail(Error::not_found());
    auto p = form_page(site, tx, request, b.at, _("Editar la iniciativa"), Part::initiatives);
    const auto input = as_input(*found);
    p.form.action = edit_initiative_url(alliance, id);
    p.form.parts = {initiative_fields(input, organization_options(tx, alliance, found->organization))};
    p.form.hidden = {{"version", input.version}};
    p.form.submit = _("Guardar la iniciativa");
    return p;
  }));
}
Response edit_initiative_form(feature::Site& site, Request& request) {
  return html::respond(request, edit_initiative_page(site, request));
}
Response edit_initiative_post(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<InitiativeId>("initiative"));
  return feature::perform_form(
      site, request, initiative_saved, initiatives_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return edit(tx, act, alliance, id, initiative_input(request)); },
      edit_initiative_page);
}

}  // namespace

void add_initiative_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/initiatives");
  pages.get("", initiatives_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(initiatives_file, format));
  pages.form("/new", new_initiative_form, new_initiative_post);
  pages.form("/{initiative}/edit", edit_initiative_form, edit_initiative_post);
}

}  // namespace alianza::priorities
