// Ranking the reasons; one KPI with its measures; the forms around them.
#include "features/values/pages_shared.h"
#include "platform/feature/perform.h"

namespace alianza::values {
namespace {

using feature::views::FormPage;
using html::Control;
using html::Need;
using html::Width;

const feature::Notice value_ranked(_("Se guardó el orden de sus razones.").key());
const feature::Notice kpi_added(_("Se agregó el indicador.").key());
const feature::Notice kpi_saved(_("Se guardó el indicador.").key());
const feature::Notice kpi_measured(_("Se guardó la medición.").key());
const feature::Notice kpi_retired(_("El indicador se retiró; sus mediciones quedan.").key());

KpiId kpi_of(const Request& request) { return demand(request.id<KpiId>("kpi")); }
Url here(const At& at, KpiId id, const char* tail) {
  return Url("/alliances/{}/organizations/{}/value/kpis/{}/{}", at.alliance, at.organization, id, tail);
}

/// A form page about the dashboard of the address, for who keeps it.
template <class Fill>
FormPage form_page(feature::Site& site, Request& request, const Message& title, const Fill& fill) {
  const auto at = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto d = TRY(dashboard(tx, auth::actor_of(request), at.alliance, at.organization));
    if (!d.may_keep) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, d.seen, page.title, "");
    page.crumbs = {{{text(request, _("Lo que aporta participar")), dashboard_url(at)}}, page.title};
    page.form.busy = _("Guardando…");
    page.form.cancel = dashboard_url(at);
    TRY(fill(page, d, at));
    return page;
  }));
}

/// Done: on to `back`. Wrong: the form again.
template <class Do, class Make>
Response save(feature::Site& site, Request& request, const feature::Notice& notice, const Url& to, const Do& perform,
              const Make& make) {
  return feature::perform_form(
      site, request, notice, to, [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act); }, make);
}

FormPage rank_page(feature::Site& site, Request& request) {
  return form_page(site, request, _("Ordenar las razones"), [&](FormPage& page, const Dashboard& d, const At& at) -> Done {
    page.intro = text(request, _("1 es la que más pesa. Dos razones pueden compartir lugar; deje en blanco las que no cuentan."));
    html::FieldSet set;
    for (const auto reason : reasons()) {
      const auto rank = d.ranks ? d.ranks->at(static_cast<std::size_t>(reason)) : 0;
      set.fields.push_back({.control = Control::number,
                            .name = std::string(to_text(reason)),
                            .label = label(reason),
                            .value = rank == 0 ? "" : std::to_string(rank),
                            .need = Need::optional,
                            .width = Width::date,
                            .least = "1",
                            .most = "6"});
    }
    page.form.action = Url("/alliances/{}/organizations/{}/value/reasons", at.alliance, at.organization);
    page.form.parts = {std::move(set)};
    page.form.submit = _("Guardar el orden");
    return {};
  });
}
Response rank_form(feature::Site& site, Request& request) { return html::respond(request, rank_page(site, request)); }
Response rank_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  std::array<std::string, reason_count> typed;
  for (const auto reason : reasons())
    typed.at(static_cast<std::size_t>(reason)) = request.form().get(std::string(to_text(reason)));
  return save(
      site, request, value_ranked, dashboard_url(at),
      [&](db::Tx& tx, const feature::Act& act) { return rank(tx, act, at.alliance, at.organization, typed); }, rank_page);
}

std::vector<html::FieldSet> kpi_parts(const KpiInput& i) {
  std::vector<html::Option> options;
  for (const auto area : areas()) options.push_back({std::string(to_text(area)), label(area)});
  const auto field = [](const char* name, Message label, const std::string& value) {
    return html::Field{.name = name, .label = std::move(label), .value = value, .width = Width::mid, .input_mode = "decimal"};
  };
  const auto day = [](const char* name, Message label, const std::string& value) {
    return html::Field{.control = Control::date, .name = name, .label = std::move(label), .value = value, .width = Width::date};
  };
  return {{.fields = {{.control = Control::select,
                       .name = "area",
                       .label = _("Área"),
                       .value = i.area,
                       .options = std::move(options),
                       .first_option = _("Elija")},
                      {.name = "title", .label = _("Qué se mide"), .value = i.title},
                      {.name = "unit", .label = _("Unidad"), .value = i.unit, .width = Width::mid}}},
          {.fields = {field("baseline", _("Valor de partida"), i.baseline), day("baseline_on", _("Fecha"), i.baseline_on)},
           .legend = _("Punto de partida")},
          {.fields = {field("target", _("Valor de la meta"), i.target), day("target_on", _("Fecha"), i.target_on)},
           .legend = _("Meta")}};
}
KpiInput kpi_from(Request& request) {
  const auto& f = request.form();
  return {f.get("area"),        f.get("title"),  f.get("unit"),      f.get("baseline"),
          f.get("baseline_on"), f.get("target"), f.get("target_on"), f.get("version")};
}

FormPage new_page(feature::Site& site, Request& request) {
  return form_page(site, request, _("Nuevo indicador"), [](FormPage& page, const Dashboard&, const At& at) -> Done {
    page.form.action = Url("/alliances/{}/organizations/{}/value/kpis/new", at.alliance, at.organization);
    page.form.parts = kpi_parts({});
    page.form.submit = _("Agregar el indicador");
    return {};
  });
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return save(
      site, request, kpi_added, dashboard_url(at),
      [&](db::Tx& tx, const feature::Act& act) -> Done {
        TRY(add_kpi(tx, act, at.alliance, at.organization, kpi_from(request)));
        return {};
      },
      new_page);
}

Result<KpiBook> book_of(const Dashboard& d, KpiId id) {
  for (const auto& book : d.kpis)
    if (book.kpi.id == id) return book;
  return fail(Error::not_found());
}

FormPage edit_page(feature::Site& site, Request& request) {
  return form_page(site, request, _("Cambiar el indicador"), [&](FormPage& page, const Dashboard& d, const At& at) -> Done {
    const auto id = kpi_of(request);
    const auto input = as_input(TRY(book_of(d, id)).kpi);
    page.form.action = here(at, id, "edit");
    page.form.parts = kpi_parts(input);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar el indicador");
    page.form.cancel = kpi_url(at, id);
    return {};
  });
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto id = kpi_of(request);
  return save(
      site, request, kpi_saved, kpi_url(at, id),
      [&](db::Tx& tx, const feature::Act& act) { return edit_kpi(tx, act, at.alliance, at.organization, id, kpi_from(request)); },
      edit_page);
}

html::Form measure_form(const At& at, KpiId id, const Dashboard& d, Lang lang) {
  html::Form form{.action = here(at, id, "measures")};
  std::vector<html::Option> results;
  for (const auto& choice : d.results) results.push_back({choice.origin.text(), choice.title.in(lang)});
  form.parts = {{.fields = {{.name = "value", .label = _("Valor"), .width = Width::mid, .input_mode = "decimal"},
                            {.control = Control::date,
                             .name = "on",
                             .label = _("Medido el"),
                             .value = d.seen.today.text(),
                             .width = Width::date,
                             .most = d.seen.today.text()},
                            {.control = Control::text_area, .name = "evidence", .label = _("De dónde sale"), .rows = 2},
                            {.control = Control::select,
                             .name = "origin",
                             .label = _("Resultado de la alianza del que viene"),
                             .hint = _("Una experiencia suya, o una forma de participar en la que está."),
                             .options = std::move(results),
                             .first_option = _("Ninguno en particular"),
                             .need = Need::optional}}}};
  form.submit = _("Agregar la medición");
  form.busy = _("Guardando…");
  return form;
}

html::Form retire_form(const At& at, KpiId id) {
  html::Form form{.action = here(at, id, "retire")};
  form.parts = {
      {.fields = {{.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 2, .id_prefix = "retire-"}}}};
  form.submit = _("Retirar el indicador");
  form.busy = _("Guardando…");
  form.weight = html::Weight::bad;
  return form;
}

std::optional<Url> result_url(AllianceId alliance, const Origin& origin) {
  if (origin.kind == ResultKind::none) return std::nullopt;
  return origin.kind == ResultKind::experience ? Url("/alliances/{}/experiences/{}", alliance, id_to_text(origin.id))
                                               : Url("/alliances/{}/engagements/{}", alliance, id_to_text(origin.id));
}

Result<views::Show> show_page(feature::Site& site, db::Tx& tx, Request& request) {
  const auto at = at_of(request);
  const auto id = kpi_of(request);
  const auto d = TRY(dashboard(tx, auth::actor_of(request), at.alliance, at.organization));
  const auto book = TRY(book_of(d, id));
  views::Show p;
  p.shell = alliances::shell(site, tx, request, d.seen, book.kpi.title, "");
  p.crumbs = {{{text(request, _("Lo que aporta participar")), dashboard_url(at)}}, book.kpi.title};
  p.row = row_of(at, book);
  p.baseline_on = book.kpi.baseline_on;
  p.retired_for = book.kpi.retired_for;
  for (auto m = book.measures.rbegin(); m != book.measures.rend(); ++m) {
    views::MeasureRow row{m->on, m->value.text(), m->evidence, {}, {}};
    for (const auto& choice : d.results)
      if (choice.origin == m->origin) {
        row.result = choice.title;
        row.result_url = result_url(at.alliance, m->origin);
      }
    p.measures.push_back(std::move(row));
  }
  if (!d.may_keep || book.kpi.retired) return p;
  p.edit = here(at, id, "edit");
  p.measure = measure_form(at, id, d, request.lang);
  p.retire = retire_form(at, id);
  return p;
}
Response show(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request); })));
}

/// Done: back to the KPI. Wrong: its page again, with what was typed in that form.
template <class Do>
Response act_on(feature::Site& site, Request& request, const feature::Notice& notice,
                std::optional<html::Form> views::Show::*form, const Do& perform) {
  auto act = feature::act(request);
  const auto back = notice.at(kpi_url(at_of(request), kpi_of(request))).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return perform(tx, act); });
  if (done) return Response::redirect_see_other(back);
  if (done.error().fault != Fault::invalid) throw http::Abandon{done.error()};
  auto page = demand(site.db.read([&](db::Tx& tx) { return show_page(site, tx, request); }));
  if (!(page.*form)) throw http::Abandon{done.error()};
  (page.*form)->keep_typed(request.form());
  (page.*form)->show_error(done.error());
  return html::respond(request, page, 422);
}

Response measure_post(feature::Site& site, Request& request) {
  return act_on(site, request, kpi_measured, &views::Show::measure, [&](db::Tx& tx, const feature::Act& act) {
    const auto at = at_of(request);
    const auto& f = request.form();
    return measure(tx, act, at.alliance, at.organization, kpi_of(request),
                   {f.get("value"), f.get("on"), f.get("evidence"), f.get("origin")});
  });
}
Response retire_post(feature::Site& site, Request& request) {
  return act_on(site, request, kpi_retired, &views::Show::retire, [&](db::Tx& tx, const feature::Act& act) {
    const auto at = at_of(request);
    return retire_kpi(tx, act, at.alliance, at.organization, kpi_of(request), request.form().get("reason"));
  });
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/organizations/{organization}/value");
  pages.form("/reasons", rank_form, rank_post);
  pages.form("/kpis/new", new_form, new_post);
  pages.get("/kpis/{kpi}", show);
  pages.form("/kpis/{kpi}/edit", edit_form, edit_post);
  pages.post("/kpis/{kpi}/measures", measure_post);
  pages.post("/kpis/{kpi}/retire", retire_post);
}

}  // namespace alianza::values
