// JSON of work plans, on the same actions as the pages.
#include "features/workplans/api.h"

#include "features/workplans/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::workplans {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Area> area_json{"WorkplanArea", {{"id", &Area::id}, {"title", &Area::title}, {"ordinal", &Area::ordinal}}};
const Shape<Activity> activity_json{"WorkplanActivity",
                                    {{"id", &Activity::id},
                                     {"committee", &Activity::committee},
                                     {"area", &Activity::area},
                                     {"title", &Activity::title},
                                     {"detail", &Activity::detail},
                                     {"owner", feature::or_null(&Activity::owner), _("Sin ella, el comité")},
                                     {"starts", &Activity::starts},
                                     {"due", &Activity::due},
                                     {"state", &Activity::state},
                                     {"progress", &Activity::progress, _("De 0 a 100")},
                                     {"version", &Activity::version},
                                     {"updated_at", &Activity::updated_at}}};
const Shape<Move> move_json{"WorkplanMove",
                            {{"state", &Move::state}, {"progress", &Move::progress}, {"note", &Move::note}, {"at", &Move::at}}};
struct Told {
  Plan plan;
  bool published = false;
  Count count;
};
const Shape<Told> plan_json{"Workplan",
                            {{"published", &Told::published},
                             {"overdue", [](const Told& t) { return t.count.overdue; }},
                             {"progress", [](const Told& t) { return t.count.progress; }, _("Promedio, de 0 a 100")},
                             {"areas", [](const Told& t) -> const auto& { return t.plan.areas; }, area_json},
                             {"activities", [](const Told& t) -> const auto& { return t.plan.activities; }, activity_json}}};
const Shape<SeenActivity> book_json{"WorkplanActivityBook",
                                    activity_json,
                                    [](const SeenActivity& s) -> const auto& { return s.activity; },
                                    {{"moves", &SeenActivity::moves, move_json}}};

const Intake<AreaInput> area_body{"WorkplanAreaInput",
                                  {{"title.es", &AreaInput::title_es, feature::text().required()},
                                   {"title.en", &AreaInput::title_en, feature::text()},
                                   {"ordinal", &AreaInput::ordinal, feature::integer()}}};
const Intake<ActivityInput> activity_body{
    "WorkplanActivityInput",
    {{"area", &ActivityInput::area, feature::id().required()},
     {"title", &ActivityInput::title, feature::text().required()},
     {"detail", &ActivityInput::detail, feature::text()},
     {"owner", &ActivityInput::owner, feature::id(), _("Una integrante; sin ella, el comité")},
     {"starts", &ActivityInput::starts, feature::date().required()},
     {"due", &ActivityInput::due, feature::date().required()},
     {"version", &ActivityInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<MoveInput> move_body{"WorkplanMoveInput",
                                  {{"state", &MoveInput::state, feature::one_of<State>().required()},
                                   {"progress", &MoveInput::progress, feature::integer()},
                                   {"note", &MoveInput::note, feature::text()},
                                   {"version", &MoveInput::version, feature::integer()}}};
struct Publication {
  std::string published;
};
const Intake<Publication> publication_body{"WorkplanPublicationInput",
                                           {{"published",
                                             [](const feature::JsonFields& body, Publication& into) {
                                               const auto typed = body.get("published");
                                               into.published = typed == "true" ? "1" : typed == "false" ? "0" : "";
                                             },
                                             feature::yes_no().required()}}};

struct Where {
  AllianceId alliance;
  CommitteeId committee;
};
Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<CommitteeId>("committee"))};
}

Result<boost::json::value> told(db::Tx& tx, const auth::MaybeActor& actor, const Where& at) {
  const auto seen = TRY(workplans::see(tx, actor, at.alliance, at.committee));
  Told t{plan(tx, at.committee), seen.ties.published, {}};
  t.count = count(t.plan.activities, seen.at.seen.today);
  return boost::json::value(plan_json(t));
}

Response get_plan(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(demand(site.db.read([&](db::Tx& tx) { return told(tx, auth::actor_of(request), at); })));
}

/// Every write answers with the plan as it stands then.
template <class Perform>
Response answer_plan(feature::Site& site, Request& request, int status, Perform&& perform) {
  const auto at = where_of(request);
  auto act = feature::act(request);
  act.key->answer(status, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
                               TRY(perform(tx, act, at));
                               return told(tx, act.actor, at);
                             })),
                             status);
}

Response post_area(feature::Site& site, Request& request) {
  const auto body = demand(area_body.read(request));
  return answer_plan(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return add_area(tx, act, at.alliance, at.committee, body);
  });
}
Response put_area(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AreaId>("area"));
  const auto body = demand(area_body.read(request));
  return answer_plan(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return edit_area(tx, act, at.alliance, at.committee, id, body);
  });
}
Response delete_area(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AreaId>("area"));
  return answer_plan(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return remove_area(tx, act, at.alliance, at.committee, id);
  });
}
Response post_activity(feature::Site& site, Request& request) {
  const auto body = demand(activity_body.read(request));
  return answer_plan(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return add_activity(tx, act, at.alliance, at.committee, body);
  });
}
Response put_activity(feature::Site& site, Request& request) {
  const auto id = demand(request.id<ActivityId>("activity"));
  const auto body = demand(activity_body.read(request));
  return answer_plan(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return edit_activity(tx, act, at.alliance, at.committee, id, body);
  });
}
Response post_move(feature::Site& site, Request& request) {
  const auto id = demand(request.id<ActivityId>("activity"));
  const auto body = demand(move_body.read(request));
  return answer_plan(site, request, 201, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return move_activity(tx, act, at.alliance, at.committee, id, body);
  });
}
Response put_publication(feature::Site& site, Request& request) {
  const auto body = demand(publication_body.read(request));
  return answer_plan(site, request, 200, [&](db::Tx& tx, const feature::Act& act, const Where& at) {
    return set_published(tx, act, at.alliance, at.committee, body.published);
  });
}

Response get_activity(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto id = demand(request.id<ActivityId>("activity"));
  return http::json_response(book_json(demand(
      site.db.read([&](db::Tx& tx) { return see_activity(tx, auth::actor_of(request), at.alliance, at.committee, id); }))));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"),
                         "/api/v1/alliances/{alliance}/committees/{committee}/workplan");
  api.get("", get_plan, {_("El plan de trabajo de un comité: áreas y actividades"), {}, plan_json});
  api.post("/areas", post_area, {_("Agrega un área al plan"), area_body, plan_json});
  api.put("/areas/{area}", put_area, {_("Cambia un área del plan"), area_body, plan_json});
  api.remove("/areas/{area}", delete_area, {.summary = _("Quita un área sin actividades"), .answers = plan_json, .success = 200});
  api.post("/activities", post_activity, {_("Agrega una actividad al plan"), activity_body, plan_json});
  api.get("/activities/{activity}", get_activity, {_("Una actividad y cómo ha avanzado"), {}, book_json});
  api.put("/activities/{activity}", put_activity, {_("Cambia una actividad"), activity_body, plan_json});
  api.post("/activities/{activity}/moves", post_move, {_("Anota estado y avance de una actividad"), move_body, plan_json});
  api.put("/publication", put_publication,
          {_("Publica el plan en la alianza, o deja de publicarlo"), publication_body, plan_json});
}

}  // namespace alianza::workplans
