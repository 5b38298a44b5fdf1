// JSON of alliances and their stages, on the same actions as the pages.
#include "features/alliances/api.h"

#include <algorithm>

#include "features/alliances/access.h"
#include "features/alliances/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/json.h"
#include "platform/feature/routes.h"

namespace alianza::alliances {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using http::Request;
using http::Response;

object json(const Alliance& a) {
  return {{"id", a.id.text()},
          {"agency", a.agency.text()},
          {"slug", a.slug},
          {"name", feature::json(a.name)},
          {"summary", feature::json(a.summary)},
          {"nature", code(a.nature)},
          {"zone", a.zone},
          {"is_public", a.is_public},
          {"cycle", object{{"id", a.cycle.text()}, {"name", a.cycle_name}, {"stage", code(a.stage)}}}};
}

boost::json::value json(const std::optional<int>& n) { return n ? boost::json::value(*n) : boost::json::value(nullptr); }

object json(const StageClock& c, Date today) {
  return {{"stage", code(c.stage)},
          {"planned_from", feature::json(c.planned_from)},
          {"planned_to", feature::json(c.planned_to)},
          {"target_days", json(c.target_days)},
          {"entered", feature::json(c.entered)},
          {"left", feature::json(c.left)},
          {"actual_days", json(c.actual_days(today))},
          {"days_over_target", json(c.days_over_target(today))}};
}

object json(const Condition& c) {
  return {{"id", c.id.text()},
          {"stage", code(c.stage)},
          {"text", feature::json(c.text)},
          {"met_on", feature::json(c.met_on)},
          {"evidence", c.evidence}};
}

object json(const Move& m) {
  return {{"from", m.from ? boost::json::value(code(*m.from)) : boost::json::value(nullptr)},
          {"to", code(m.to)},
          {"on", m.on.text()},
          {"reason", m.reason},
          {"recorded_by", m.recorded_by},
          {"recorded_at", m.recorded_at.text()}};
}

template <class T, class... A>
array json_list(const std::vector<T>& rows, const A&... more) {
  array out;
  out.reserve(rows.size());
  for (const auto& row : rows) out.push_back(json(row, more...));
  return out;
}

Input input(const feature::JsonFields& body) {
  Input i;
  i.slug = body.get("slug");
  i.name_es = body.get("name.es");
  i.name_en = body.get("name.en");
  i.summary_es = body.get("summary.es");
  i.summary_en = body.get("summary.en");
  i.nature = body.get("nature").empty() ? "real" : body.get("nature");
  i.zone = body.get("zone").empty() ? i.zone : body.get("zone");
  i.starts_on = body.get("starts_on");
  i.is_public = body.get("is_public") == "true" ? "1" : "";
  return i;
}

Response list(feature::Site& site, Request& request) {
  const auto rows = demand(site.db.read([&](db::Tx& tx) { return visible(tx, auth::actor(request)); }));
  return http::json_response(object{{"alliances", json_list(rows)}});
}

Response one(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto seen = demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), id); }));
  return http::json_response(json(seen.alliance));
}

Response add(feature::Site& site, Request& request) {
  const auto agency = demand(request.id<AgencyId>("agency"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return create(tx, act, agency, input(body)); }));
  return http::json_response(json(made), 201).with("Location", http::Url("/api/v1/alliances/{}", made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/{id}");
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, id, input(body)); }))));
}

Response stage_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), id));
    const auto book = stage_book(tx, seen.alliance.cycle);
    return http::json_response(object{{"stage", code(seen.alliance.stage)},
                                      {"clocks", json_list(book.clocks, seen.today)},
                                      {"conditions", json_list(book.conditions)},
                                      {"moves", json_list(book.moves)}});
  }));
}

Response move(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  const auto stage = demand(site.db.write([&](db::Tx& tx) {
    return move_stage(tx, act, id, {body.get("to"), body.get("on"), body.get("reason")});
  }));
  return http::json_response(object{{"stage", code(stage)}}, 201);
}

Response meet(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto condition = demand(request.id<ConditionId>("condition"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  demand(site.db.write([&](db::Tx& tx) { return meet_condition(tx, act, id, condition, body.get("on"), body.get("evidence")); }));
  return http::json_response(object{{"condition", condition.text()}}, 201);
}

Response withdraw(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto condition = demand(request.id<ConditionId>("condition"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  demand(site.db.write([&](db::Tx& tx) { return withdraw_condition(tx, act, id, condition, body.get("reason")); }));
  return http::json_response(object{{"condition", condition.text()}}, 201);
}

Result<Condition> made_condition(db::Tx& tx, const feature::Act& act, AllianceId id, const feature::JsonFields& body) {
  const auto seen = TRY(see(tx, act.actor, id));
  // Before the input is judged: who may not add one learns nothing from what they sent.
  if (!may(Action::edit, seen.standing)) return fail(Error::forbidden());
  const auto stage = stage_from(body.get("stage"));
  if (!stage) return fail(Error::field("stage", _("Elija una etapa.")));
  const auto made = TRY(add_condition(tx, act, id, *stage, body.get("text.es"), body.get("text.en")));
  const auto all = stage_book(tx, seen.alliance.cycle).conditions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const Condition& c) { return c.id == made; });
  ENSURE(found != all.end());
  return *found;
}

Response require(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/{id}/stages");
  return http::json_response(json(demand(site.db.write([&](db::Tx& tx) { return made_condition(tx, act, id, body); }))), 201);
}

Response plan(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(feature::JsonFields::read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/{id}/stages");
  const PlanInput wanted{body.get("stage"), body.get("planned_from"), body.get("planned_to"), body.get("target_days")};
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(plan_stage(tx, act, id, wanted));
    const auto seen = TRY(see(tx, act.actor, id));
    const auto at = static_cast<std::size_t>(number(*stage_from(wanted.stage)) - 1);
    return http::json_response(json(stage_book(tx, seen.alliance.cycle).clocks.at(at), seen.today));
  }));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "alliances", auth::scope("alliances"), "/api/v1");
  api.get("/alliances", list, {_("Alianzas que usted puede ver"), "", "AllianceList"});
  api.get("/alliances/{alliance}", one, {_("Una alianza"), "", "Alliance"});
  api.post("/agencies/{agency}/alliances", add, {_("Crea una alianza"), "AllianceInput", "Alliance"});
  api.put("/alliances/{alliance}", change, {_("Cambia los datos de la alianza"), "AllianceInput", "Alliance"});
  api.get("/alliances/{alliance}/stages", stage_page, {_("Etapas, condiciones y pasos del ciclo"), "", "StageBook"});
  api.post("/alliances/{alliance}/stages/moves", move, {_("Pasa el ciclo a otra etapa"), "StageMoveInput", "StageMove"});
  api.post("/alliances/{alliance}/conditions/{condition}/fulfilments", meet,
           {_("Da por cumplida una condición"), "FulfilmentInput", "Fulfilment"});
  api.post("/alliances/{alliance}/conditions/{condition}/withdraw", withdraw,
           {_("Retira el cumplimiento de una condición, con su motivo"), "FulfilmentWithdrawalInput", "Fulfilment"});
  api.post("/alliances/{alliance}/conditions", require, {_("Agrega una condición a una etapa"), "ConditionInput", "Condition"});
  api.put("/alliances/{alliance}/stages/plan", plan,
          {_("Cambia las fechas previstas y la meta de una etapa"), "StagePlanInput", "StageClock"});
}

}  // namespace alianza::alliances
