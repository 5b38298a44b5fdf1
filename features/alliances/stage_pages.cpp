// The stages of a cycle: plan and reality, conditions, moves.
#include <fmt/format.h>

#include <algorithm>

#include "features/alliances/access.h"
#include "features/alliances/actions.h"
#include "features/alliances/pages.h"
#include "features/alliances/shell.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

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

const feature::Notice stage_moved("El ciclo cambió de etapa.");
const feature::Notice condition_met("La condición quedó cumplida.");
const feature::Notice condition_withdrawn("Se retiró el cumplimiento; la condición vuelve a estar pendiente.");
const feature::Notice condition_added("Se agregó la condición.");
const feature::Notice dates_saved("Se guardaron las fechas previstas.");

Url stages_url(AllianceId id) { return Url("/alliances/{}/stages", id); }

std::string percent(int days, int longest) { return fmt::format("{}%", longest == 0 ? 0 : days * 96 / longest); }

std::vector<views::StageRow> stage_rows(const StageBook& book, Stage now, Date today) {
  std::vector<views::StageRow> out;
  int longest = 1;
  for (const auto& clock : book.clocks)
    longest = std::max({longest, clock.actual_days(today).value_or(0), clock.target_days.value_or(0)});
  for (const auto& clock : book.clocks) {
    views::StageRow row;
    row.stage = clock.stage;
    row.state = clock.stage < now ? "done" : clock.stage == now ? "now" : "next";
    row.clock = clock;
    row.actual = clock.actual_days(today);
    row.over = clock.days_over_target(today);
    if (row.actual) row.label_percent = percent(*row.actual, longest);
    if (clock.target_days) row.target_percent = percent(*clock.target_days, longest);
    out.push_back(std::move(row));
  }
  return out;
}

Url condition_url(AllianceId id, const Condition& c) {
  return c.met_on ? Url("/alliances/{}/conditions/{}/withdraw", id, c.id) : Url("/alliances/{}/conditions/{}/meet", id, c.id);
}

views::ConditionRow row_of(AllianceId id, const Condition& c) {
  views::ConditionRow row{c, condition_url(id, c), advice(c), Url("/")};
  if (row.advice) row.where = Url("/alliances/{}/{}", id, std::string_view(row.advice->tail));
  return row;
}

/// What the program knows of the conditions that are open.
void draw_facts(const feature::Site& site, db::Tx& tx, Request& request, AllianceId id, views::Stages& page) {
  if (!page.may_move) return;
  for (auto& row : page.conditions)
    if (row.advice && !row.condition.met_on)
      row.facts = html::drawn_before(site.draw(row.advice->facts, tx, {request, id.value(), row.condition.id.value()}));
}

views::Stages stages_page(const Seen& seen, StageBook book) {
  const auto& a = seen.alliance;
  views::Stages p;
  p.cycle = a.cycle_name;
  p.today = seen.today;
  p.stages = stage_rows(book, a.stage, seen.today);
  p.now = p.stages.at(static_cast<std::size_t>(number(a.stage) - 1));
  p.progress = progress(book.conditions, a.stage);
  for (const auto& c : book.conditions)
    if (c.stage == a.stage) p.conditions.push_back(row_of(a.id, c));
  p.moves.assign(book.moves.rbegin(), book.moves.rend());
  p.may_move = may(Action::move_stage, seen.standing);
  if (const auto opens = next(a.stage)) {
    p.next_number = number(*opens);
    p.next_label = label(*opens);
    if (p.progress.met == p.progress.total) p.open_next = Url("/alliances/{}/stages/move", a.id).with("to", code(*opens));
  }
  p.move_back = Url("/alliances/{}/stages/move", a.id);
  p.add_condition = Url("/alliances/{}/conditions/new", a.id);
  p.plan = Url("/alliances/{}/stages/plan", a.id);
  return p;
}

Response stages_get(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Stages> {
                         const auto seen = TRY(see(tx, auth::actor_of(request), id));
                         auto page = stages_page(seen, stage_book(tx, seen.alliance.cycle));
                         draw_facts(site, tx, request, id, page);
                         page.shell = shell(site, tx, request, seen, text(request, _("Etapas")), "stages");
                         return page;
                       })));
}

/// A form about stages: the frame that they share. `fill` adds title, fields and button.
template <class Fill>
FormPage form_page(feature::Site& site, Request& request, Fill&& fill) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), id));
    if (!may(Action::move_stage, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    TRY(fill(tx, seen, page));
    page.shell = shell(site, tx, request, seen, page.title, "stages");
    page.crumbs = {{{text(request, _("Etapas")), stages_url(id)}}, page.title};
    page.form.cancel = stages_url(id);
    page.form.busy = _("Guardando…");
    return page;
  }));
}

/// The write behind such a form: back to the stages with a notice, or the form again.
template <class Verb, class Page>
Response post(feature::Site& site, Request& request, const feature::Notice& notice, Verb&& verb, Page&& page) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  auto act = feature::act(request);
  const auto back = notice.at(stages_url(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) -> Done {
    TRY(verb(tx, act, id));
    return {};
  });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), page);
}

FormPage move_page(feature::Site& site, Request& request) {
  return form_page(site, request, [&](db::Tx&, const Seen& seen, FormPage& page) -> Done {
    const auto wanted = request.query.get("to");
    std::vector<Option> choices;
    for (const auto stage : stages)
      if (stage != seen.alliance.stage && number(stage) <= number(seen.alliance.stage) + 1)
        choices.push_back({std::string(code(stage)), label(stage)});
    page.title = text(request, _("Cambiar de etapa"));
    page.intro =
        text(request, _("El cambio queda en la historia del ciclo con su nombre. Volver a una etapa anterior pide el motivo."));
    page.form.action = Url("/alliances/{}/stages/move", seen.alliance.id);
    page.form.submit = _("Cambiar de etapa");
    page.form.parts = {FieldSet{.fields = {{.control = Control::radios,
                                            .name = "to",
                                            .label = _("Etapa que se abre"),
                                            .value = wanted,
                                            .options = std::move(choices)},
                                           {.control = Control::date,
                                            .name = "on",
                                            .label = _("Fecha del cambio"),
                                            .value = seen.today.text(),
                                            .width = Width::date},
                                           {.control = Control::text_area,
                                            .name = "reason",
                                            .label = _("Motivo"),
                                            .hint = _("Por ejemplo, el acuerdo de la plenaria."),
                                            .need = Need::optional,
                                            .rows = 3}}}};
    return {};
  });
}

Response move_get(feature::Site& site, Request& request) { return html::respond(request, move_page(site, request)); }
Response move_post(feature::Site& site, Request& request) {
  const auto& f = request.form();
  return post(
      site, request, stage_moved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return move_stage(tx, act, id, {f.get("to"), f.get("on"), f.get("reason")});
      },
      [&] { return move_page(site, request); });
}

Result<Condition> condition_of(db::Tx& tx, const Seen& seen, ConditionId id) {
  for (auto& c : stage_book(tx, seen.alliance.cycle).conditions)
    if (c.id == id) return c;
  return fail(Error::not_found());
}

FormPage meet_page(feature::Site& site, Request& request) {
  return form_page(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    const auto condition = TRY(condition_of(tx, seen, TRY(request.id<ConditionId>("condition"))));
    page.title = text(request, _("Dar por cumplida una condición"));
    page.intro = condition.text.in(request.lang);
    page.form.action = Url("/alliances/{}/conditions/{}/meet", seen.alliance.id, condition.id);
    page.form.submit = _("Dar por cumplida");
    page.form.parts = {FieldSet{.fields = {{.control = Control::date,
                                            .name = "on",
                                            .label = _("Fecha en que se cumplió"),
                                            .value = Date::parse(request.query.get("on")).value_or(seen.today).text(),
                                            .width = Width::date},
                                           {.control = Control::text_area,
                                            .name = "evidence",
                                            .label = _("Qué lo prueba"),
                                            .hint = _("Un documento, una sesión o un acuerdo."),
                                            .value = std::string(request.query.get("evidence")),
                                            .rows = 3}}}};
    return {};
  });
}

Response meet_get(feature::Site& site, Request& request) { return html::respond(request, meet_page(site, request)); }
Response meet_post(feature::Site& site, Request& request) {
  const auto condition = demand(request.id<ConditionId>("condition"));
  const auto& f = request.form();
  return post(
      site, request, condition_met,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return meet_condition(tx, act, id, condition, f.get("on"), f.get("evidence"));
      },
      [&] { return meet_page(site, request); });
}

FormPage withdraw_page(feature::Site& site, Request& request) {
  return form_page(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    const auto condition = TRY(condition_of(tx, seen, TRY(request.id<ConditionId>("condition"))));
    page.title = text(request, _("Retirar el cumplimiento"));
    page.intro = condition.text.in(request.lang);
    page.form.action = Url("/alliances/{}/conditions/{}/withdraw", seen.alliance.id, condition.id);
    page.form.submit = _("Retirar el cumplimiento");
    page.form.parts = {FieldSet{.fields = {{.control = Control::text_area,
                                            .name = "reason",
                                            .label = _("Motivo"),
                                            .hint = _("El cumplimiento anterior queda en la historia."),
                                            .rows = 3}}}};
    return {};
  });
}

Response withdraw_get(feature::Site& site, Request& request) { return html::respond(request, withdraw_page(site, request)); }
Response withdraw_post(feature::Site& site, Request& request) {
  const auto condition = demand(request.id<ConditionId>("condition"));
  return post(
      site, request, condition_withdrawn,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return withdraw_condition(tx, act, id, condition, request.form().get("reason"));
      },
      [&] { return withdraw_page(site, request); });
}

FormPage condition_page(feature::Site& site, Request& request) {
  return form_page(site, request, [&](db::Tx&, const Seen& seen, FormPage& page) -> Done {
    std::vector<Option> choices;
    for (const auto stage : stages) choices.push_back({std::string(code(stage)), label(stage)});
    page.title = text(request, _("Agregar una condición"));
    page.intro = text(request, _("Algo que debe ser cierto antes de pasar a la etapa siguiente."));
    page.form.action = Url("/alliances/{}/conditions/new", seen.alliance.id);
    page.form.submit = _("Agregar la condición");
    page.form.parts = {FieldSet{
        .fields = {
            {.control = Control::select,
             .name = "stage",
             .label = _("Etapa"),
             .value = std::string(code(seen.alliance.stage)),
             .options = std::move(choices),
             .width = Width::mid},
            {.control = Control::text, .name = "text_es", .label = _("La condición, en español")},
            {.control = Control::text, .name = "text_en", .label = _("La condición, en inglés"), .need = Need::optional}}}};
    return {};
  });
}

Response condition_get(feature::Site& site, Request& request) { return html::respond(request, condition_page(site, request)); }
Response condition_post(feature::Site& site, Request& request) {
  const auto& f = request.form();
  return post(
      site, request, condition_added,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) -> Done {
        const auto stage = stage_from(f.get("stage"));
        if (!stage) return fail(Error::field("stage", _("Elija una etapa.")));
        TRY(add_condition(tx, act, id, *stage, f.get("text_es"), f.get("text_en")));
        return {};
      },
      [&] { return condition_page(site, request); });
}

FormPage plan_page(feature::Site& site, Request& request) {
  return form_page(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    const auto chosen = stage_from(request.query.get("stage")).value_or(seen.alliance.stage);
    const auto clock = stage_book(tx, seen.alliance.cycle).clocks.at(static_cast<std::size_t>(number(chosen) - 1));
    std::vector<Option> choices;
    for (const auto stage : stages) choices.push_back({std::string(code(stage)), label(stage)});
    const auto day = [](const std::optional<Date>& d) { return d ? d->text() : std::string(); };
    page.title = text(request, _("Ajustar las fechas previstas"));
    page.form.action = Url("/alliances/{}/stages/plan", seen.alliance.id);
    page.form.submit = _("Guardar las fechas");
    page.form.parts = {FieldSet{.fields = {{.control = Control::select,
                                            .name = "stage",
                                            .label = _("Etapa"),
                                            .value = std::string(code(chosen)),
                                            .options = std::move(choices),
                                            .width = Width::mid}}},
                       FieldSet{.fields = {{.control = Control::date,
                                            .name = "planned_from",
                                            .label = _("Inicio previsto"),
                                            .value = day(clock.planned_from),
                                            .need = Need::optional},
                                           {.control = Control::date,
                                            .name = "planned_to",
                                            .label = _("Final previsto"),
                                            .value = day(clock.planned_to),
                                            .need = Need::optional}},
                                .side = html::Side::beside_each_other},
                       FieldSet{.fields = {{.control = Control::number,
                                            .name = "target_days",
                                            .label = _("Meta en días"),
                                            .hint = _("La página dirá cuando se rebase."),
                                            .value = clock.target_days ? std::to_string(*clock.target_days) : "",
                                            .need = Need::optional,
                                            .width = Width::short_}}}};
    return {};
  });
}

Response plan_get(feature::Site& site, Request& request) { return html::respond(request, plan_page(site, request)); }
Response plan_post(feature::Site& site, Request& request) {
  const auto& f = request.form();
  return post(
      site, request, dates_saved,
      [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
        return plan_stage(tx, act, id, {f.get("stage"), f.get("planned_from"), f.get("planned_to"), f.get("target_days")});
      },
      [&] { return plan_page(site, request); });
}

}  // namespace

std::string fact(const feature::PanelRequest& at, const Message& words, Date on) {
  const auto said = i18n::text(at.request.lang, words);
  const auto form = Url("/alliances/{}/conditions/{}/meet", AllianceId(at.alliance), ConditionId(at.subject))
                        .with("on", on.text())
                        .with("evidence", said);
  return std::string(html::draw(at.request, views::Fact{said, form}).markup());
}

void add_stage_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.get("/stages", stages_get, {.run = http::Run::inline_});
  pages.form("/stages/move", move_get, move_post);
  pages.form("/stages/plan", plan_get, plan_post);
  pages.form("/conditions/new", condition_get, condition_post);
  pages.form("/conditions/{condition}/meet", meet_get, meet_post);
  pages.form("/conditions/{condition}/withdraw", withdraw_get, withdraw_post);
}

}  // namespace alianza::alliances
