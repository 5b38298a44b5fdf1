// Forms of work plans: areas, activities, moves, publishing.
#include <algorithm>

#include "features/workplans/pages_shared.h"

namespace alianza::workplans {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::Need;

const feature::Notice area_added(_("El área quedó en el plan.").key());
const feature::Notice area_saved(_("Se guardó el área.").key());
const feature::Notice area_removed(_("El área se quitó del plan.").key());
const feature::Notice activity_added(_("La actividad quedó en el plan.").key());
const feature::Notice activity_saved(_("Se guardó la actividad.").key());
const feature::Notice activity_moved(_("Se guardó el avance.").key());
const feature::Notice plan_published(_("El plan se publicó en la alianza.").key());
const feature::Notice plan_withdrawn(_("El plan dejó de publicarse; lo lee el comité.").key());

FormPage form_page(feature::Site& site, db::Tx& tx, Request& request, const Seen& seen, const Message& title) {
  FormPage p;
  p.title = text(request, title);
  p.shell = alliances::shell(site, tx, request, seen.at.seen, p.title, "committees");
  p.crumbs = crumbs(request, seen, p.title);
  p.form.busy = _("Guardando…");
  p.form.cancel = plan_url(place(request));
  return p;
}

Result<Seen> seen_for_form(db::Tx& tx, const Request& request) {
  const auto at = place(request);
  auto seen = TRY(workplans::see(tx, auth::actor_of(request), at.alliance, at.committee));
  if (!seen.may_write) return fail(Error::forbidden());
  return seen;
}

// ---- Areas.

AreaInput area_input(Request& request) {
  const auto& f = request.form();
  return {f.get("title_es"), f.get("title_en"), f.get("ordinal")};
}

html::FieldSet area_fields(const Area* area) {
  return {.fields = {{.control = Control::text,
                      .name = "title_es",
                      .label = _("Área prioritaria, en español"),
                      .value = area ? area->title.es : ""},
                     {.control = Control::text,
                      .name = "title_en",
                      .label = _("Área prioritaria, en inglés"),
                      .value = area ? area->title.en : "",
                      .need = Need::optional},
                     {.control = Control::number,
                      .name = "ordinal",
                      .label = _("Lugar en el orden"),
                      .hint = _("En blanco: al final."),
                      .value = area ? std::to_string(area->ordinal) : "",
                      .need = Need::optional,
                      .width = html::Width::short_,
                      .least = "1",
                      .most = "99"}}};
}

FormPage new_area_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_for_form(tx, request));
    auto p = form_page(site, tx, request, seen, _("Agregar un área"));
    p.form.action = Url("/alliances/{}/committees/{}/workplan/areas/new", seen.at.committee.alliance, seen.at.committee.id);
    p.form.parts = {area_fields(nullptr)};
    p.form.submit = _("Agregar el área");
    return p;
  }));
}
Response new_area_form(feature::Site& site, Request& request) { return html::respond(request, new_area_page(site, request)); }
Response new_area_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = area_added.at(plan_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return add_area(tx, act, at.alliance, at.committee, area_input(request)); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return new_area_page(site, request); });
}

FormPage edit_area_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AreaId>("area"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_for_form(tx, request));
    const auto& c = seen.at.committee;
    const auto areas = plan(tx, c.id).areas;
    const auto found = std::find_if(areas.begin(), areas.end(), [&](const Area& a) { return a.id == id; });
    if (found == areas.end()) return fail(Error::not_found());
    auto p = form_page(site, tx, request, seen, _("Editar el área"));
    p.form.action = Url("/alliances/{}/committees/{}/workplan/areas/{}/edit", c.alliance, c.id, id);
    p.form.parts = {area_fields(&*found)};
    p.form.parts[0].fields.push_back({.control = Control::check,
                                      .name = "remove",
                                      .label = _("Quitar el área del plan; no debe tener actividades"),
                                      .need = Need::optional});
    p.form.submit = _("Guardar el área");
    return p;
  }));
}
Response edit_area_form(feature::Site& site, Request& request) { return html::respond(request, edit_area_page(site, request)); }
Response edit_area_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<AreaId>("area"));
  const bool removes = !request.form().get("remove").empty();
  auto act = feature::act(request);
  const auto back = (removes ? area_removed : area_saved).at(plan_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) {
    return removes ? remove_area(tx, act, at.alliance, at.committee, id)
                   : edit_area(tx, act, at.alliance, at.committee, id, area_input(request));
  });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return edit_area_page(site, request); });
}

// ---- Activities.

ActivityInput activity_input(Request& request) {
  const auto& f = request.form();
  return {f.get("area"), f.get("title"), f.get("detail"), f.get("owner"), f.get("starts"), f.get("due"), f.get("version")};
}

html::Field area_field(const std::vector<Area>& areas, const std::string& value, Lang lang) {
  html::Field field{.control = Control::select, .name = "area", .label = _("Área prioritaria"), .value = value};
  for (const auto& area : areas) field.options.push_back({area.id.text(), area.title.in(lang)});
  field.first_option = _("Elegir área");
  return field;
}

/// Present members, and who answers for it now though it left.
html::Field owner_field(db::Tx& tx, CommitteeId committee, const std::string& value) {
  html::Field field{.control = Control::select,
                    .name = "owner",
                    .label = _("Responsable"),
                    .value = value,
                    .first_option = _("El comité"),
                    .need = Need::optional};
  std::vector<OrganizationId> ids;
  for (const auto& m : committees::book(tx, committee).members)
    if (!m.until) ids.push_back(m.organization);
  if (const auto now = OrganizationId::parse(value); now && std::find(ids.begin(), ids.end(), *now) == ids.end())
    ids.push_back(*now);
  for (auto& [id, name] : organizations::names(tx, ids)) field.options.push_back({id.text(), name.name});
  std::sort(field.options.begin(), field.options.end(),
            [](const html::Option& a, const html::Option& b) { return fold(a.label.in(Lang::es)) < fold(b.label.in(Lang::es)); });
  return field;
}

html::FieldSet activity_fields(db::Tx& tx, CommitteeId committee, const ActivityInput& i, Lang lang) {
  const auto day = [](const char* name, Message label, const std::string& value) {
    return html::Field{
        .control = Control::date, .name = name, .label = std::move(label), .value = value, .width = html::Width::date};
  };
  return {.fields = {area_field(plan(tx, committee).areas, i.area, lang),
                     {.control = Control::text, .name = "title", .label = _("Qué se hará"), .value = i.title},
                     {.control = Control::text_area,
                      .name = "detail",
                      .label = _("Detalle"),
                      .value = i.detail,
                      .need = Need::optional,
                      .rows = 4},
                     owner_field(tx, committee, i.owner),
                     day("starts", _("Empieza"), i.starts),
                     day("due", _("Termina"), i.due)}};
}

FormPage new_activity_page(feature::Site& site, Request& request) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_for_form(tx, request));
    const auto& c = seen.at.committee;
    auto p = form_page(site, tx, request, seen, _("Agregar una actividad"));
    p.form.action = Url("/alliances/{}/committees/{}/workplan/activities/new", c.alliance, c.id);
    ActivityInput input;
    input.starts = seen.at.seen.today.text();
    p.form.parts = {activity_fields(tx, c.id, input, request.lang)};
    p.form.submit = _("Agregar la actividad");
    return p;
  }));
}
Response new_activity_form(feature::Site& site, Request& request) {
  return html::respond(request, new_activity_page(site, request));
}
Response new_activity_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  auto act = feature::act(request);
  const auto back = activity_added.at(plan_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done =
      site.db.write([&](db::Tx& tx) { return add_activity(tx, act, at.alliance, at.committee, activity_input(request)); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return new_activity_page(site, request); });
}

FormPage edit_activity_page(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<ActivityId>("activity"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(seen_for_form(tx, request));
    const auto whole = TRY(see_activity(tx, auth::actor_of(request), at.alliance, at.committee, id));
    auto p = form_page(site, tx, request, seen, _("Editar la actividad"));
    p.form.action = Url("/alliances/{}/committees/{}/workplan/activities/{}/edit", at.alliance, at.committee, id);
    const auto input = as_input(whole.activity);
    p.form.parts = {activity_fields(tx, at.committee, input, request.lang)};
    p.form.hidden = {{"version", input.version}};
    p.form.submit = _("Guardar la actividad");
    p.form.cancel = activity_url(at, id);
    return p;
  }));
}
Response edit_activity_form(feature::Site& site, Request& request) {
  return html::respond(request, edit_activity_page(site, request));
}
Response edit_activity_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<ActivityId>("activity"));
  auto act = feature::act(request);
  const auto back = activity_saved.at(activity_url(at, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done =
      site.db.write([&](db::Tx& tx) { return edit_activity(tx, act, at.alliance, at.committee, id, activity_input(request)); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return edit_activity_page(site, request); });
}

/// From the board back to the board, from the activity to the activity; what is refused is said at its form.
Response move_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto id = demand(request.id<ActivityId>("activity"));
  const auto& f = request.form();
  auto act = feature::act(request);
  const auto to = f.get("view") == "board" ? plan_url(at).with("view", "board") : activity_url(at, id);
  const auto back = activity_moved.at(to).in(request.lang);
  act.key->answer(303, back.text());
  const MoveInput input{f.get("state"), f.get("progress"), f.get("note"), f.get("version")};
  const auto done = site.db.write([&](db::Tx& tx) { return move_activity(tx, act, at.alliance, at.committee, id, input); });
  if (done) return Response::redirect_see_other(back);
  const auto fault = done.error().fault;
  if (fault != Fault::invalid && fault != Fault::conflict) throw http::Abandon{done.error()};
  auto page = activity_page(site, request);
  ENSURE(page.form);
  page.form->keep_typed(f);
  page.form->show_error(done.error());
  return html::respond(request, page, http::status_of(fault));
}

Response publication_post(feature::Site& site, Request& request) {
  const auto at = place(request);
  const auto& wanted = request.form().get("published");
  auto act = feature::act(request);
  const auto back = (wanted == "1" ? plan_published : plan_withdrawn).at(plan_url(at)).in(request.lang);
  act.key->answer(303, back.text());
  demand(site.db.write([&](db::Tx& tx) { return set_published(tx, act, at.alliance, at.committee, wanted); }));
  return Response::redirect_see_other(back);
}

}  // namespace

void add_forms(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}/workplan");
  pages.form("/areas/new", new_area_form, new_area_post);
  pages.form("/areas/{area}/edit", edit_area_form, edit_area_post);
  pages.form("/activities/new", new_activity_form, new_activity_post);
  pages.form("/activities/{activity}/edit", edit_activity_form, edit_activity_post);
  pages.post("/activities/{activity}/moves", move_post);
  pages.post("/publication", publication_post);
}

}  // namespace alianza::workplans
