#include "features/alliances/actions.h"

#include <algorithm>
#include <charconv>

#include "features/agencies/actions.h"
#include "features/alliances/access.h"
#include "features/alliances/store.h"
#include "features/membership/actions.h"
#include "platform/base/typed.h"

namespace alianza::alliances {
namespace {

feature::About about(const Alliance& a) { return {a.agency.value(), a.id.value(), "alliance", a.id.value()}; }

Date today_at(db::Tx& tx, const Alliance& a) { return Zone::parse(a.zone).value_or(Zone()).date_of(tx.now()); }

/// The alliance when the actor may do `action` in it: not_found for who may not read it, forbidden for who reads but may not.
Result<Seen> seen_for(db::Tx& tx, const feature::Act& act, AllianceId id, Action action) {
  auto seen = TRY(see(tx, act.actor, id));
  if (!may(action, seen.standing)) return fail(Error::forbidden());
  return seen;
}

Result<Condition> find_condition(db::Tx& tx, CycleId cycle, ConditionId id) {
  for (auto& condition : store::conditions(tx, cycle))
    if (condition.id == id) return condition;
  return fail(Error::not_found());
}

Result<std::string> parse_sentence(const char* field, std::string_view raw, std::size_t max, Message when_empty) {
  auto text = parse_text(raw, max, Lines::many);
  if (!text) return fail(Error::field(field, text.error().message));
  if (text->empty()) return fail(Error::field(field, std::move(when_empty)));
  return text;
}

Result<store::Plan> parse(const PlanInput& input) {
  store::Plan plan;
  const auto stage = stage_from(input.stage);
  if (!stage) return fail(Error::field("stage", _("Elija una etapa.")));
  plan.stage = *stage;
  if (!trim(input.from).empty()) plan.from = TRY(parse_day("planned_from", input.from));
  if (!trim(input.to).empty()) plan.to = TRY(parse_day("planned_to", input.to));
  if (plan.from && plan.to && *plan.to < *plan.from)
    return fail(Error::field("planned_to", _("El final previsto va antes del inicio previsto.")));
  const auto days = trim(input.target_days);
  if (days.empty()) return plan;
  int value = 0;
  const auto read = std::from_chars(days.data(), days.data() + days.size(), value);
  if (read.ec != std::errc() || read.ptr != days.data() + days.size() || value < 1 || value > 3650)
    return fail(Error::field("target_days", _("Escriba un número de días entre 1 y 3650.")));
  plan.target_days = value;
  return plan;
}

void insert_default_conditions(db::Tx& tx, const Alliance& a) {
  int ordinal = 0;
  for (const auto& [stage, text] : default_conditions()) store::insert_condition(tx, a.agency, a.cycle, stage, ++ordinal, text);
}

}  // namespace

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId id) {
  auto alliance = store::find(tx, id);
  if (!alliance) return fail(Error::not_found());
  const auto today = today_at(tx, *alliance);
  auto standing = membership::standing(tx, actor, alliance->agency, id, today);
  if (!may(Action::read, standing)) return fail(Error::not_found());
  return Seen{std::move(*alliance), std::move(standing), today};
}

std::optional<Alliance> find_published(db::Tx& tx, std::string_view slug) {
  auto found = store::find_by_slug(tx, slug);
  if (found && !found->is_public) found.reset();
  return found;
}

std::vector<Alliance> published(db::Tx& tx) { return store::published(tx); }
std::optional<Alliance> find(db::Tx& tx, AllianceId id) { return store::find(tx, id); }
std::vector<Alliance> of_agency(db::Tx& tx, AgencyId agency) { return store::of_agency(tx, agency); }

std::vector<Alliance> visible(db::Tx& tx, const auth::Actor& actor) {
  const auto belongs = membership::belonging(tx, actor, Zone().date_of(tx.now()));
  return store::visible(tx, belongs.agencies, belongs.alliances);
}

Result<Alliance> create(db::Tx& tx, const feature::Act& act, AgencyId agency, const Input& input) {
  const auto home = TRY(agencies::read(tx, act.actor, agency));
  const auto standing = membership::standing(tx, act.actor, agency, std::nullopt, agencies::today(tx, home));
  if (!may(Action::create, standing)) return fail(Error::forbidden());
  auto draft = TRY(parse(input));
  if (draft.alliance.nature == Nature::synthetic)
    draft.alliance.seal = {"Las personas, las organizaciones y las cifras de esta página son inventadas.",
                           "The people, organisations and figures on this page are invented.", Lang::es};
  return create(tx, act, agency, draft);
}

Result<Alliance> create(db::Tx& tx, const feature::Act& act, AgencyId agency, const Draft& draft) {
  auto alliance = draft.alliance;
  if (store::find_by_slug(tx, alliance.slug))
    return fail(Error::field("slug", _("Otra alianza ya usa esa dirección. Elija otra.")));
  alliance.id = AllianceId::make();
  alliance.agency = agency;
  alliance.cycle = CycleId::make();
  alliance.cycle_name = std::to_string(draft.starts_on.year());
  store::insert(tx, alliance, act.who().account);
  store::insert_cycle(tx, alliance, alliance.cycle, 1, alliance.cycle_name);
  store::insert_move(tx, agency, alliance.cycle, {std::nullopt, Stage::approach, draft.starts_on, {}}, act.who());
  insert_default_conditions(tx, alliance);
  audit::Fields fields;
  fields.set("slug", alliance.slug)
      .set("name_es", alliance.name.es)
      .set("nature", code(alliance.nature))
      .set("starts_on", draft.starts_on);
  feature::record(tx, act, about(alliance), "alliance.create", std::move(fields));
  TRY(feature::remember(tx, act, alliance.id.text()));
  return alliance;
}

Result<Alliance> edit(db::Tx& tx, const feature::Act& act, AllianceId id, const Input& input) {
  const auto seen = TRY(seen_for(tx, act, id, Action::edit));
  auto checked = input;
  checked.nature = code(seen.alliance.nature);
  checked.starts_on = seen.today.text();
  const auto after = TRY(parse(checked)).alliance;
  if (const auto other = store::find_by_slug(tx, after.slug); other && other->id != id)
    return fail(Error::field("slug", _("Otra alianza ya usa esa dirección. Elija otra.")));
  auto alliance = seen.alliance;
  alliance.slug = after.slug;
  alliance.name = after.name;
  alliance.summary = after.summary;
  alliance.zone = after.zone;
  alliance.is_public = after.is_public;
  store::update(tx, alliance);
  audit::Fields fields;
  const auto& before = seen.alliance;
  fields.change("slug", before.slug, alliance.slug)
      .change("name_es", before.name.es, alliance.name.es)
      .change("name_en", before.name.en, alliance.name.en);
  fields.change("summary_es", before.summary.es, alliance.summary.es)
      .change("summary_en", before.summary.en, alliance.summary.en);
  fields.change("zone", before.zone, alliance.zone).change("is_public", before.is_public, alliance.is_public);
  feature::record(tx, act, about(alliance), "alliance.edit", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  return alliance;
}

Result<Stage> move_stage(db::Tx& tx, const feature::Act& act, AllianceId id, const MoveInput& input) {
  const auto seen = TRY(seen_for(tx, act, id, Action::move_stage));
  const auto& a = seen.alliance;
  const auto to = stage_from(input.to);
  if (!to) return fail(Error::field("to", _("Elija una etapa.")));
  const auto on = TRY(parse_day("on", input.on));
  auto reason = parse_text(input.reason, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (auto no = refuses_move(a.stage, *to, store::conditions(tx, a.cycle), *reason)) return fail(std::move(*no));
  const auto moves = store::moves(tx, a.cycle);
  if (!moves.empty() && on < moves.back().on)
    return fail(Error::field(
        "on", _("Escriba una fecha igual o posterior al {1}, la del último cambio de etapa.").arg(moves.back().on.text())));
  store::insert_move(tx, a.agency, a.cycle, {a.stage, *to, on, *reason}, act.who());
  store::set_stage(tx, a.cycle, *to);
  audit::Fields fields;
  fields.change("stage", code(a.stage), code(*to)).set("on", on).set("reason", *reason);
  feature::record(tx, act, about(a), "stage.move", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  return *to;
}

Done meet_condition(db::Tx& tx, const feature::Act& act, AllianceId id, ConditionId condition, std::string_view on,
                    std::string_view evidence) {
  const auto seen = TRY(seen_for(tx, act, id, Action::meet_condition));
  const auto& a = seen.alliance;
  const auto found = TRY(find_condition(tx, a.cycle, condition));
  if (found.met_on) return fail(Error::conflict(_("Esa condición ya estaba cumplida.")));
  const auto day = TRY(parse_day("on", on));
  if (day > seen.today) return fail(Error::field("on", _("Escriba una fecha que no sea futura.")));
  const auto text =
      TRY(parse_sentence("evidence", evidence, 500, _("Escriba qué lo prueba: un documento, una sesión, un acuerdo.")));
  store::insert_fulfilment(tx, a.agency, condition, day, text, act.who());
  feature::record(tx, act, about(a), "condition.meet",
                  audit::Fields().set("condition", condition).set("on", day).set("evidence", text));
  return feature::remember(tx, act, id.text());
}

Done withdraw_condition(db::Tx& tx, const feature::Act& act, AllianceId id, ConditionId condition, std::string_view reason) {
  const auto seen = TRY(seen_for(tx, act, id, Action::meet_condition));
  const auto& a = seen.alliance;
  const auto found = TRY(find_condition(tx, a.cycle, condition));
  if (!found.met_on) return fail(Error::conflict(_("Esa condición no estaba cumplida.")));
  const auto text = TRY(parse_sentence("reason", reason, 500, _("Escriba el motivo: quedará en la historia del ciclo.")));
  store::withdraw_fulfilment(tx, condition, text);
  feature::record(tx, act, about(a), "condition.withdraw", audit::Fields().set("condition", condition).set("reason", text));
  return feature::remember(tx, act, id.text());
}

Result<ConditionId> add_condition(db::Tx& tx, const feature::Act& act, AllianceId id, Stage stage, std::string_view es,
                                  std::string_view en) {
  const auto seen = TRY(seen_for(tx, act, id, Action::edit));
  const auto& a = seen.alliance;
  LocalizedText text;
  text.es = TRY(parse_sentence("text_es", es, 200, _("Escriba la condición en una frase.")));
  auto english = parse_text(en, 200);
  if (!english) return fail(Error::field("text_en", english.error().message));
  text.en = *english;
  const auto present = store::conditions(tx, a.cycle);
  if (present.size() >= 60) return fail(Error::invalid(_("Un ciclo admite hasta {1} condiciones.").arg(std::int64_t{60})));
  const auto made = store::insert_condition(tx, a.agency, a.cycle, stage, static_cast<int>(present.size()) + 1, text);
  feature::record(tx, act, about(a), "condition.add",
                  audit::Fields().set("stage", code(stage)).set("text_es", text.es).set("text_en", text.en));
  TRY(feature::remember(tx, act, id.text()));
  return made;
}

Done plan_stage(db::Tx& tx, const feature::Act& act, AllianceId id, const PlanInput& input) {
  const auto seen = TRY(seen_for(tx, act, id, Action::edit));
  const auto plan = TRY(parse(input));
  store::put_plan(tx, seen.alliance.agency, seen.alliance.cycle, plan);
  audit::Fields fields;
  fields.set("stage", code(plan.stage)).set("planned_from", plan.from).set("planned_to", plan.to);
  fields.set("target_days", plan.target_days ? audit::Value(*plan.target_days) : audit::Value());
  feature::record(tx, act, about(seen.alliance), "stage.plan", std::move(fields));
  return feature::remember(tx, act, id.text());
}

StageBook stage_book(db::Tx& tx, CycleId cycle) {
  StageBook book;
  book.conditions = store::conditions(tx, cycle);
  book.moves = store::moves(tx, cycle);
  for (const auto stage : stages) book.clocks.push_back({stage, {}, {}, {}, {}, {}});
  const auto clock = [&](Stage stage) -> StageClock& { return book.clocks.at(static_cast<std::size_t>(number(stage) - 1)); };
  for (const auto& plan : store::plans(tx, cycle)) {
    clock(plan.stage).planned_from = plan.from;
    clock(plan.stage).planned_to = plan.to;
    clock(plan.stage).target_days = plan.target_days;
  }
  for (const auto& move : book.moves) {
    if (move.from) clock(*move.from).left = move.on;
    // A stage that is entered again goes on from its first day, as people count it.
    if (!clock(move.to).entered) clock(move.to).entered = move.on;
    clock(move.to).left.reset();
  }
  return book;
}

Progress progress(db::Tx& tx, CycleId cycle, Stage stage) { return store::progress(tx, cycle, stage); }

}  // namespace alianza::alliances
