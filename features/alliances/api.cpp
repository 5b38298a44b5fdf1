// JSON of alliances and their stages, on the same actions as the pages.
#include "features/alliances/api.h"

#include <algorithm>

#include "features/alliances/access.h"
#include "features/alliances/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::alliances {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Alliance> cycle_json{"Cycle",
                                 {{"id", &Alliance::cycle}, {"name", &Alliance::cycle_name}, {"stage", &Alliance::stage}}};
const Shape<Alliance> alliance_json{"Alliance",
                                    {{"id", &Alliance::id},
                                     {"agency", &Alliance::agency},
                                     {"slug", &Alliance::slug},
                                     {"name", &Alliance::name},
                                     {"summary", &Alliance::summary},
                                     {"nature", &Alliance::nature},
                                     {"zone", &Alliance::zone},
                                     {"is_public", &Alliance::is_public},
                                     {"cycle", itself, cycle_json}}};
const Shape<std::vector<Alliance>> alliance_list_json{"AllianceList", {{"alliances", itself, alliance_json}}};

/// A stage's clock as it stands on a day.
struct ClockOn {
  const StageClock& clock;
  Date today;
};
template <class T>
auto of_clock(T StageClock::*member) {
  return [member](const ClockOn& c) { return c.clock.*member; };
}
const Shape<ClockOn> clock_json{"StageClock",
                                {{"stage", of_clock(&StageClock::stage)},
                                 {"planned_from", of_clock(&StageClock::planned_from)},
                                 {"planned_to", of_clock(&StageClock::planned_to)},
                                 {"target_days", of_clock(&StageClock::target_days)},
                                 {"entered", of_clock(&StageClock::entered)},
                                 {"left", of_clock(&StageClock::left)},
                                 {"actual_days", [](const ClockOn& c) { return c.clock.actual_days(c.today); }},
                                 {"days_over_target", [](const ClockOn& c) { return c.clock.days_over_target(c.today); }}}};

const Shape<Condition> condition_json{"Condition",
                                      {{"id", &Condition::id},
                                       {"stage", &Condition::stage},
                                       {"text", &Condition::text},
                                       {"met_on", &Condition::met_on},
                                       {"evidence", &Condition::evidence}}};
const Shape<Move> move_json{"StageMoveRow",
                            {{"from", &Move::from},
                             {"to", &Move::to},
                             {"on", &Move::on},
                             {"reason", &Move::reason},
                             {"recorded_by", &Move::recorded_by},
                             {"recorded_at", &Move::recorded_at}}};

struct Stages {
  Stage stage;
  std::vector<ClockOn> clocks;
  const StageBook& book;
};
const Shape<Stages> stages_json{"StageBook",
                                {{"stage", &Stages::stage},
                                 {"clocks", &Stages::clocks, clock_json},
                                 {"conditions", [](const Stages& s) -> const auto& { return s.book.conditions; }, condition_json},
                                 {"moves", [](const Stages& s) -> const auto& { return s.book.moves; }, move_json}}};
const Shape<Stage> stage_json{"StageMove", {{"stage", itself}}};
const Shape<ConditionId> fulfilment_json{"Fulfilment", {{"condition", itself}}};

const Intake<Input> alliance_body{"AllianceInput",
                                  {{"slug", &Input::slug, text().required()},
                                   {"name.es", &Input::name_es, text().required()},
                                   {"name.en", &Input::name_en, text()},
                                   {"summary.es", &Input::summary_es, text()},
                                   {"summary.en", &Input::summary_en, text()},
                                   {"nature", &Input::nature, one_of<Nature>()},
                                   {"zone", &Input::zone, text()},
                                   {"starts_on", &Input::starts_on, feature::date().required()},
                                   feature::flag("is_public", &Input::is_public, "1")}};
const Intake<MoveInput> move_body{"StageMoveInput",
                                  {{"to", &MoveInput::to, one_of<Stage>().required()},
                                   {"on", &MoveInput::on, feature::date().required()},
                                   {"reason", &MoveInput::reason, text()}}};
const Intake<PlanInput> plan_body{"StagePlanInput",
                                  {{"stage", &PlanInput::stage, one_of<Stage>().required()},
                                   {"planned_from", &PlanInput::from, feature::date()},
                                   {"planned_to", &PlanInput::to, feature::date()},
                                   {"target_days", &PlanInput::target_days, feature::integer()}}};

struct FulfilmentInput {
  std::string on;
  std::string evidence;
};
const Intake<FulfilmentInput> fulfilment_body{
    "FulfilmentInput",
    {{"on", &FulfilmentInput::on, feature::date().required()}, {"evidence", &FulfilmentInput::evidence, text().required()}}};
struct Reason {
  std::string reason;
};
const Intake<Reason> withdrawal_body{"FulfilmentWithdrawalInput", {{"reason", &Reason::reason, text().required()}}};
struct ConditionInput {
  std::string stage;
  std::string text_es;
  std::string text_en;
};
const Intake<ConditionInput> condition_body{"ConditionInput",
                                            {{"stage", &ConditionInput::stage, one_of<Stage>().required()},
                                             {"text.es", &ConditionInput::text_es, text().required()},
                                             {"text.en", &ConditionInput::text_en, text()}}};

std::vector<ClockOn> clocks_on(const StageBook& book, Date today) {
  std::vector<ClockOn> out;
  for (const auto& clock : book.clocks) out.push_back({clock, today});
  return out;
}

Response list(feature::Site& site, Request& request) {
  const auto rows = demand(site.db.read([&](db::Tx& tx) { return visible(tx, auth::actor(request)); }));
  return http::json_response(alliance_list_json(rows));
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto seen = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), id); }));
  return http::json_response(alliance_json(seen.alliance));
}

Response add(feature::Site& site, Request& request) {
  const auto agency = demand(request.id<AgencyId>("agency"));
  const auto body = demand(alliance_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return create(tx, act, agency, body); }));
  return http::json_response(alliance_json(made), 201).with("Location", http::Url("/api/v1/alliances/{}", made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(alliance_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/{id}");
  return http::json_response(alliance_json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, body); }))));
}

Response stage_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), id));
    const auto book = stage_book(tx, seen.alliance.cycle);
    return http::json_response(stages_json({seen.alliance.stage, clocks_on(book, seen.today), book}));
  }));
}

Response move(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(move_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  const auto stage = demand(site.db.write([&](db::Tx& tx) { return move_stage(tx, act, id, body); }));
  return http::json_response(stage_json(stage), 201);
}

Response meet(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto condition = demand(request.id<ConditionId>("condition"));
  const auto body = demand(fulfilment_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  demand(site.db.write([&](db::Tx& tx) { return meet_condition(tx, act, id, condition, body.on, body.evidence); }));
  return http::json_response(fulfilment_json(condition), 201);
}

Response withdraw(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto condition = demand(request.id<ConditionId>("condition"));
  const auto body = demand(withdrawal_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  demand(site.db.write([&](db::Tx& tx) { return withdraw_condition(tx, act, id, condition, body.reason); }));
  return http::json_response(fulfilment_json(condition), 201);
}

Result<Condition> made_condition(db::Tx& tx, const feature::Act& act, AllianceId id, const ConditionInput& body) {
  const auto seen = TRY(see(tx, act.actor, id));
  // Before the input is judged: who may not add one learns nothing from what they sent.
  if (!may(Action::edit, seen.standing)) return fail(Error::forbidden());
  const auto stage = stage_from(body.stage);
  if (!stage) return fail(Error::field("stage", _("Elija una etapa.")));
  const auto made = TRY(add_condition(tx, act, id, *stage, body.text_es, body.text_en));
  const auto all = stage_book(tx, seen.alliance.cycle).conditions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Condition& c) { return c.id == made; });
  ENSURE(found != all.end());
  return *found;
}

Response require(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(condition_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  return http::json_response(condition_json(demand(site.db.write([&](db::Tx& tx) { return made_condition(tx, act, id, body); }))),
                             201);
}

Response plan(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(plan_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/{id}/stages");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(plan_stage(tx, act, id, body));
    const auto seen = TRY(see(tx, act.actor, id));
    const auto at = static_cast<std::size_t>(number(*stage_from(body.stage)) - 1);
    return http::json_response(clock_json({stage_book(tx, seen.alliance.cycle).clocks.at(at), seen.today}));
  }));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "alliances", auth::scope("alliances"), "/api/v1");
  api.get("/alliances", list, {_("Alianzas que usted puede ver"), {}, alliance_list_json});
  api.get("/alliances/{alliance}", one, {_("Una alianza"), {}, alliance_json});
  api.post("/agencies/{agency}/alliances", add, {_("Crea una alianza"), alliance_body, alliance_json});
  api.put("/alliances/{alliance}", change, {_("Cambia los datos de la alianza"), alliance_body, alliance_json});
  api.get("/alliances/{alliance}/stages", stage_page, {_("Etapas, condiciones y pasos del ciclo"), {}, stages_json});
  api.post("/alliances/{alliance}/stages/moves", move, {_("Pasa el ciclo a otra etapa"), move_body, stage_json});
  api.post("/alliances/{alliance}/conditions/{condition}/fulfilments", meet,
           {_("Da por cumplida una condición"), fulfilment_body, fulfilment_json});
  api.post("/alliances/{alliance}/conditions/{condition}/withdraw", withdraw,
           {_("Retira el cumplimiento de una condición, con su motivo"), withdrawal_body, fulfilment_json});
  api.post("/alliances/{alliance}/conditions", require, {_("Agrega una condición a una etapa"), condition_body, condition_json});
  api.put("/alliances/{alliance}/stages/plan", plan,
          {_("Cambia las fechas previstas y la meta de una etapa"), plan_body, clock_json});
}

}  // namespace alianza::alliances
