// Pages of the institution's priorities: the list, its downloads, the forms; and the rule of the map.
#include "features/priorities/pages.h"

#include "features/priorities/access.h"
#include "features/priorities/pages_shared.h"
#include "features/surveys/actions.h"

namespace alianza::priorities {
namespace {

const feature::Notice priority_added(_("La prioridad quedó registrada.").key());
const feature::Notice priority_changed(_("La prioridad cambió desde ese día; la anterior se conserva.").key());
const feature::Notice priority_put_away(_("Dejó de ser prioridad; queda entre las anteriores.").key());
const feature::Notice rule_kept(_("La regla del mapa quedó guardada.").key());

Url in_priority(AllianceId a, PriorityId id, const char* tail) { return Url("/alliances/{}/priorities/{}/{}", a, id, tail); }

Response priorities_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return html::respond(
      request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Priorities> {
        const auto b = TRY(book(tx, auth::actor_of(request), id));
        views::Priorities p;
        p.shell = alliances::shell(site, tx, request, b.at, text(request, _("Prioridades de la institución")), "convergence");
        p.tabs = tabs(id, Part::priorities);
        for (const auto& priority : b.priorities) {
          auto& row = (priority.until ? p.past : p.table.rows).emplace_back(row_of(priority));
          if (priority.until || !b.may_keep) continue;
          row.change = in_priority(id, priority.id, "edit");
          row.put_away = in_priority(id, priority.id, "end");
        }
        p.downloads = downloads_at(_("Las vigentes y las anteriores, con sus fechas."),
                                   [&](auto extension) { return Url("/alliances/{}/priorities.{}", id, extension); });
        if (b.may_keep) p.add = Url("/alliances/{}/priorities/new", id);
        return p;
      })));
}

Response priorities_file(feature::Site& site, Request& request, documents::Format format) {
  documents::TableOptions options;
  auto rows = demand(site.db.read([&](db::Tx& tx) -> Result<Rows> {
    const auto b = TRY(book(tx, auth::actor_of(request), alliance_in(request)));
    options = table_options(request, b.at, _("Prioridades de la institución"));
    options.columns = {{"framework", text(request, _("Marco")), 10},
                       {"edition", text(request, _("Edición")), 12},
                       {"code", text(request, _("Código")), 10},
                       {"title", text(request, _("Título")), 50},
                       {"goals", text(request, _("ODS")), 12},
                       {"weight", text(request, _("Peso")), 8},
                       {"reason", text(request, _("Por qué")), 40},
                       {"source", text(request, _("Fuente")), 40},
                       {"since", text(request, _("Desde")), 12},
                       {"until", text(request, _("Hasta")), 12},
                       {"end_reason", text(request, _("Por qué dejó de serlo")), 30}};
    Rows out;
    for (const auto& p : b.priorities)
      out.push_back({p.framework, p.edition, p.code, p.title.in(request.lang), goals_text(p.goals), p.weight, p.reason, p.source,
                     p.since, p.until, p.end_reason});
    return out;
  }));
  return file_of(request, format, _("prioridades"), std::move(options), std::move(rows));
}

html::Field weight_field(const std::string& value) {
  html::Field f{.control = Control::radios,
                .name = "weight",
                .label = _("Peso"),
                .hint = _("La escala usual de priorización, de 1 a 5."),
                .value = value};
  for (int weight = most_weight; weight >= least_weight; --weight)
    f.options.push_back({std::to_string(weight), weight_label(weight)});
  return f;
}

std::vector<html::Field> terms_fields(const PriorityInput& i, Message since) {
  return {weight_field(i.weight),
          {.control = Control::text_area, .name = "reason", .label = _("Por qué es prioridad"), .value = i.reason, .rows = 3},
          {.control = Control::text,
           .name = "source",
           .label = _("De dónde viene"),
           .hint = _("Un programa, un oficio, una sesión, con su fecha."),
           .value = i.source},
          {.control = Control::date, .name = "since", .label = std::move(since), .value = i.since, .width = html::Width::date}};
}

std::vector<html::Option> edition_options(const frameworks::Listing& listing, Lang lang) {
  std::vector<html::Option> out;
  for (const auto& f : listing.frameworks)
    for (const auto& e : f.editions)
      if (e.shelf == frameworks::Shelf::in_use) out.push_back({f.code + "/" + e.name, f.name.in(lang) + ", " + e.name});
  return out;
}

FormPage new_priority_page(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto listing = TRY(frameworks::list(tx, auth::actor_of(request), id));
    if (!may(Action::keep, listing.at.standing)) return fail(Error::forbidden());
    auto p = form_page(site, tx, request, listing.at, _("Agregar una prioridad"), Part::priorities);
    p.form.action = Url("/alliances/{}/priorities/new", id);
    html::FieldSet part;
    part.fields.push_back({.control = Control::select,
                           .name = "edition",
                           .label = _("Marco y edición"),
                           .hint = _("Los de la institución. Si falta alguno, se carga en «Marcos»."),
                           .value = request.query.get("edition"),
                           .options = edition_options(listing, request.lang),
                           .first_option = _("Elegir")});
    part.fields.push_back({.control = Control::text,
                           .name = "code",
                           .label = _("Código del elemento"),
                           .hint = _("Como está en el marco: 4, 4.7, 7.2.1."),
                           .value = request.query.get("code"),
                           .width = html::Width::short_});
    part.fields.push_back(goals_field({}, _("ODS a los que sirve"),
                                      _("Solo para elementos de otros marcos; los de los ODS ya dicen a cuál pertenecen.")));
    part.fields.back().need = Need::optional;
    PriorityInput fresh;
    fresh.since = listing.at.today.text();
    for (auto& field : terms_fields(fresh, _("Desde"))) part.fields.push_back(std::move(field));
    p.form.parts = {std::move(part)};
    p.form.submit = _("Agregar la prioridad");
    return p;
  }));
}
Response new_priority_form(feature::Site& site, Request& request) {
  return html::respond(request, new_priority_page(site, request));
}

PriorityInput priority_input(Request& request) {
  const auto& f = request.form();
  return {f.get("edition"), f.get("code"), f.all("goals"), f.get("weight"), f.get("reason"), f.get("source"), f.get("since")};
}

Response new_priority_post(feature::Site& site, Request& request) {
  const auto id = alliance_in(request);
  return feature::perform_form(
      site, request, priority_added, priorities_url(id),
      [&](db::Tx& tx, const feature::Act& act) { return add(tx, act, id, priority_input(request)); }, new_priority_page);
}

/// The priority of the address, in force, for who keeps it.
Result<Priority> priority_to_keep(const Book& b, PriorityId id) {
  if (!b.may_keep) return fail(Error::forbidden());
  for (const auto& p : b.priorities)
    if (p.id == id) return p;
  return fail(Error::not_found());
}

FormPage change_page(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<PriorityId>("priority"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), alliance));
    const auto priority = TRY(priority_to_keep(b, id));
    auto p = form_page(site, tx, request, b.at, _("Cambiar la prioridad"), Part::priorities);
    p.intro = priority.code + " " + priority.title.in(request.lang);
    p.form.action = in_priority(alliance, id, "edit");
    PriorityInput now;
    now.weight = std::to_string(priority.weight);
    now.reason = priority.reason;
    now.source = priority.source;
    now.since = b.at.today.text();
    html::FieldSet part{.fields = terms_fields(now, _("Así desde"))};
    if (priority.framework != "sdg") {
      for (const int goal : priority.goals.list()) now.goals.push_back(std::to_string(goal));
      part.fields.insert(part.fields.begin(), goals_field(now.goals, _("ODS a los que sirve"), {}));
    }
    p.form.parts = {std::move(part)};
    p.form.submit = _("Guardar el cambio");
    return p;
  }));
}
Response change_form(feature::Site& site, Request& request) { return html::respond(request, change_page(site, request)); }
Response change_post(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<PriorityId>("priority"));
  return feature::perform_form(
      site, request, priority_changed, priorities_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return change(tx, act, alliance, id, priority_input(request)); }, change_page);
}

FormPage put_away_page(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<PriorityId>("priority"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto b = TRY(book(tx, auth::actor_of(request), alliance));
    const auto priority = TRY(priority_to_keep(b, id));
    auto p = form_page(site, tx, request, b.at, _("Quitar la prioridad"), Part::priorities);
    p.intro = text(request, _("«{1} {2}» deja de contar en el mapa y queda entre las anteriores, con su motivo.")
                                .arg(priority.code)
                                .arg(priority.title.in(request.lang)));
    p.form.action = in_priority(alliance, id, "end");
    p.form.parts = {{.fields = {{.control = Control::date,
                                 .name = "until",
                                 .label = _("Hasta"),
                                 .value = b.at.today.text(),
                                 .width = html::Width::date},
                                {.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    p.form.submit = _("Quitar la prioridad");
    p.form.weight = html::Weight::bad;
    return p;
  }));
}
Response put_away_form(feature::Site& site, Request& request) { return html::respond(request, put_away_page(site, request)); }
Response put_away_post(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto id = demand(request.id<PriorityId>("priority"));
  const auto& f = request.form();
  return feature::perform_form(
      site, request, priority_put_away, priorities_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return put_away(tx, act, alliance, id, f.get("until"), f.get("reason")); },
      put_away_page);
}

FormPage rule_page(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto actor = auth::actor_of(request);
    const auto listing = TRY(surveys::list(tx, actor, alliance));
    if (!may(Action::keep, listing.seen.standing)) return fail(Error::forbidden());
    const auto now = TRY(map(tx, actor, alliance, {}));
    auto p = form_page(site, tx, request, listing.seen, _("Cambiar la regla"), Part::map);
    p.form.action = Url("/alliances/{}/convergence/rule", alliance);
    html::Field survey{.control = Control::select,
                       .name = "survey",
                       .label = _("Encuesta que cuenta"),
                       .hint = _("De sus respuestas se toman las preguntas de ODS y metas."),
                       .value = now.rule.survey ? now.rule.survey.text() : "",
                       .first_option = _("Ninguna"),
                       .need = Need::optional};
    for (const auto& row : listing.surveys)
      if (row.state != surveys::State::draft && !row.survey.is_anonymous())
        survey.options.push_back({row.survey.id.text(), row.survey.title.in(request.lang)});
    p.form.parts = {{.fields = {std::move(survey),
                                {.control = Control::number,
                                 .name = "least",
                                 .label = _("Organizaciones que hacen falta"),
                                 .hint = _("Con menos, el tema no se cuenta como querido por las organizaciones."),
                                 .value = std::to_string(now.rule.least),
                                 .width = html::Width::short_,
                                 .least = "1",
                                 .most = "99"}}}};
    p.form.submit = _("Guardar la regla");
    return p;
  }));
}
Response rule_form(feature::Site& site, Request& request) { return html::respond(request, rule_page(site, request)); }
Response rule_post(feature::Site& site, Request& request) {
  const auto alliance = alliance_in(request);
  const auto& f = request.form();
  return feature::perform_form(
      site, request, rule_kept, map_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) {
        return set_rule(tx, act, alliance, {f.get("survey"), f.get("least")});
      },
      rule_page);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/priorities");
  pages.get("", priorities_page);
  for (const auto format : documents::formats)
    pages.get("." + std::string(documents::extension(format)), feature::given(priorities_file, format));
  pages.form("/new", new_priority_form, new_priority_post);
  pages.form("/{priority}/edit", change_form, change_post);
  pages.form("/{priority}/end", put_away_form, put_away_post);
  feature::Routes(site, auth::signed_in(), "/alliances/{alliance}/convergence").form("/rule", rule_form, rule_post);
}

}  // namespace alianza::priorities
