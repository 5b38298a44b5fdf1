// Pages of alliances: where one lands, the first page, its data.
#include "features/alliances/pages.h"

#include <algorithm>

#include "features/agencies/actions.h"
#include "features/alliances/access.h"
#include "features/alliances/actions.h"
#include "features/alliances/shell.h"
#include "features/membership/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/zones.h"

namespace alianza::alliances {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice alliance_created("La alianza quedó creada, en la etapa 1.");
const feature::Notice alliance_saved("Se guardaron los datos de la alianza.");

views::IndexRow index_row(const Alliance& a, Lang lang) {
  const auto says = seal(a, lang);
  return {Url("/alliances/{}", a.id), a.name, a.summary, label(a.stage), says ? says->tag : std::string()};
}

/// The agencies somebody belongs to, each with the alliances they may enter.
std::vector<views::IndexAgency> index_agencies(db::Tx& tx, const auth::Actor& actor, Lang lang) {
  std::vector<views::IndexAgency> out;
  std::vector<AgencyId> ids;
  const auto mine = membership::belonging(tx, actor, Zone().date_of(tx.now())).agencies;
  const auto works_for = [&](AgencyId id) { return std::find(mine.begin(), mine.end(), id) != mine.end(); };
  const auto entry = [&](AgencyId id) -> views::IndexAgency& {
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found != ids.end()) return out[static_cast<std::size_t>(found - ids.begin())];
    ids.push_back(id);
    const auto agency = agencies::find(tx, id);
    views::IndexAgency row{agency ? agency->name.in(lang) : std::string(), std::nullopt, std::nullopt, {}};
    if (works_for(id)) row.page = Url("/agencies/{}", id);
    if (works_for(id) && membership::standing(tx, actor, id, std::nullopt, Zone().date_of(tx.now())).directs())
      row.new_alliance = Url("/agencies/{}/alliances/new", id);
    return out.emplace_back(std::move(row));
  };
  for (const auto id : mine) entry(id);
  for (const auto& a : visible(tx, actor)) entry(a.agency).alliances.push_back(index_row(a, lang));
  return out;
}

Response index(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  views::Index page;
  page.shell = feature::shell(request, text(request, _("Sus alianzas")));
  page.agencies = demand(site.db.read([&](db::Tx& tx) { return index_agencies(tx, actor, request.lang); }));
  if (actor.server_operator) {
    page.all_agencies = Url("/agencies");
    page.all_accounts = Url("/accounts");
  }
  return html::respond(request, page);
}

Response home(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Home> {
    const auto seen = TRY(see(tx, auth::actor_of(request), id));
    views::Home p;
    p.shell = shell(site, tx, request, seen, text(request, _("Inicio")), "");
    p.today = seen.today;
    p.name = seen.alliance.name;
    p.summary = seen.alliance.summary;
    p.stage = number(seen.alliance.stage);
    p.stage_label = label(seen.alliance.stage);
    p.conditions = stage_book(tx, seen.alliance.cycle).conditions;
    p.progress = progress(p.conditions, seen.alliance.stage);
    std::erase_if(p.conditions, [&](const Condition& c) { return c.stage != seen.alliance.stage; });
    p.stages = Url("/alliances/{}/stages", id);
    if (may(Action::edit, seen.standing)) p.edit = Url("/alliances/{}/edit", id);
    if (seen.alliance.is_public) p.portal = Url("/p/{}", seen.alliance.slug);
    auto awaited = feature::awaited(site, tx, {request, id.value(), seen.today});
    p.figures = {_("Lo que pide atención"), std::move(awaited.figures)};
    p.due = {seen.today, std::move(awaited.rows)};
    p.more_due = awaited.more;
    p.panels = html::drawn_before(site.draw("home", tx, {request, id.value(), id.value()}));
    return p;
  }));
  return html::respond(request, page);
}

std::vector<Option> zones(const std::string& present) {
  std::vector<Option> out;
  for (const auto& zone : agencies::zones_to_choose(present)) {
    auto place = i18n::zone_place(zone);
    if (place.empty())
      out.push_back({zone, zone});
    else
      out.push_back({zone, std::move(place)});
  }
  return out;
}

std::vector<Option> natures() {
  return {{"real", _("Datos reales de la alianza")},
          {"synthetic", _("Datos inventados, para probar o enseñar"), _("Cada página lo dirá con un sello.")}};
}

/// The fields of an alliance; a new one also says what its data are and when it starts.
enum class Purpose { create, edit };
std::vector<FieldSet> groups(const Input& i, Purpose purpose) {
  FieldSet names;
  names.fields.push_back({.control = Control::text, .name = "name_es", .label = _("Nombre en español"), .value = i.name_es});
  names.fields.push_back(
      {.control = Control::text, .name = "name_en", .label = _("Nombre en inglés"), .value = i.name_en, .need = Need::optional});
  names.fields.push_back({.control = Control::text,
                          .name = "slug",
                          .label = _("Nombre corto en la dirección"),
                          .hint = _("Parte de la dirección pública, por ejemplo alianza-agua."),
                          .value = i.slug,
                          .width = Width::mid});
  names.fields.push_back({.control = Control::text_area,
                          .name = "summary_es",
                          .label = _("De qué se trata, en español"),
                          .value = i.summary_es,
                          .need = Need::optional,
                          .rows = 3});
  names.fields.push_back({.control = Control::text_area,
                          .name = "summary_en",
                          .label = _("De qué se trata, en inglés"),
                          .value = i.summary_en,
                          .need = Need::optional,
                          .rows = 3});
  FieldSet rules;
  if (purpose == Purpose::create) {
    rules.fields.push_back({.control = Control::radios,
                            .name = "nature",
                            .label = _("De qué son los datos"),
                            .value = i.nature,
                            .options = natures()});
    rules.fields.push_back({.control = Control::date,
                            .name = "starts_on",
                            .label = _("Primer día de la etapa 1"),
                            .value = i.starts_on,
                            .width = Width::date});
  }
  rules.fields.push_back({.control = Control::select,
                          .name = "zone",
                          .label = _("Zona horaria"),
                          .hint = _("Las horas de las reuniones se entienden en ella."),
                          .value = i.zone,
                          .options = zones(i.zone),
                          .width = Width::mid});
  rules.fields.push_back({.control = Control::check,
                          .name = "is_public",
                          .label = _("Tiene portal público"),
                          .hint = _("Nombres de organizaciones, comités y reuniones se podrán ver sin entrar."),
                          .value = i.is_public,
                          .need = Need::optional});
  return {std::move(names), std::move(rules)};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i;
  i.slug = f.get("slug");
  i.name_es = f.get("name_es");
  i.name_en = f.get("name_en");
  i.summary_es = f.get("summary_es");
  i.summary_en = f.get("summary_en");
  i.nature = f.get("nature");
  i.zone = f.get("zone");
  i.starts_on = f.get("starts_on");
  i.is_public = f.get("is_public");
  return i;
}

FormPage new_page(feature::Site& site, Request& request, AgencyId agency) {
  const auto fresh = demand(site.db.read([&](db::Tx& tx) -> Result<Input> {
    const auto home = TRY(agencies::read(tx, auth::actor_of(request), agency));
    const auto today = agencies::today(tx, home);
    if (!may(Action::create, membership::standing(tx, auth::actor_of(request), agency, std::nullopt, today)))
      return fail(Error::forbidden());
    Input out;
    out.zone = home.zone;
    out.starts_on = today.text();
    return out;
  }));
  FormPage page;
  page.title = text(request, _("Crear una alianza"));
  page.intro = text(request, _("Empieza en la etapa 1, con las condiciones del modelo; después podrá agregar las suyas."));
  page.shell = feature::shell(request, page.title);
  page.crumbs = {{{text(request, _("Sus alianzas")), Url("/alliances")}}, page.title};
  page.form.action = Url("/agencies/{}/alliances/new", agency);
  page.form.parts = groups(fresh, Purpose::create);
  page.form.submit = _("Crear la alianza");
  page.form.busy = _("Creando…");
  page.form.cancel = Url("/alliances");
  return page;
}

Response create_form(feature::Site& site, Request& request) {
  return html::respond(request, new_page(site, request, demand(request.id<AgencyId>("agency"))));
}

Response create_post(feature::Site& site, Request& request) {
  const auto agency = demand(request.id<AgencyId>("agency"));
  auto act = feature::act(request);
  act.key->answer(303, alliance_created.at(Url("/alliances")).text());
  const auto made = site.db.write([&](db::Tx& tx) { return create(tx, act, agency, input_from(request)); });
  if (made) return Response::redirect_see_other(alliance_created.at(Url("/alliances/{}", made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(site, request, agency); });
}

FormPage edit_page(feature::Site& site, Request& request, AllianceId id) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), id));
    if (!may(Action::edit, seen.standing)) return fail(Error::forbidden());
    const auto& a = seen.alliance;
    Input now;
    now.slug = a.slug;
    now.name_es = a.name.es;
    now.name_en = a.name.en;
    now.summary_es = a.summary.es;
    now.summary_en = a.summary.en;
    now.zone = a.zone;
    now.is_public = a.is_public ? "1" : "";
    FormPage page;
    page.title = text(request, _("Datos de la alianza"));
    page.shell = shell(site, tx, request, seen, page.title, "");
    page.crumbs = {{{text(request, _("Inicio")), Url("/alliances/{}", id)}}, page.title};
    page.form.action = Url("/alliances/{}/edit", id);
    page.form.parts = groups(now, Purpose::edit);
    page.form.submit = _("Guardar los datos");
    page.form.busy = _("Guardando…");
    page.form.cancel = Url("/alliances/{}", id);
    return page;
  }));
}

Response edit_form(feature::Site& site, Request& request) {
  return html::respond(request, edit_page(site, request, demand(request.id<AllianceId>("alliance"))));
}

Response edit_post(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = alliance_saved.at(Url("/alliances/{}", id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto saved = site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input_from(request)); });
  if (saved) return Response::redirect_see_other(back);
  return feature::redraw(request, saved.error(), [&] { return edit_page(site, request, id); });
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in());
  pages.get("/alliances", index, {.run = http::Run::inline_});
  pages.get("/alliances/{alliance}", home, {.run = http::Run::inline_});
  pages.form("/alliances/{alliance}/edit", edit_form, edit_post);
  pages.form("/agencies/{agency}/alliances/new", create_form, create_post);
  add_stage_pages(site);
}

}  // namespace alianza::alliances
