// JSON of join preferences, on the same actions as the pages.
#include "features/preferences/api.h"

#include "features/preferences/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::preferences {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Statement> statement_json{"JoinPreference",
                                      {{"organization", &Statement::organization},
                                       {"choices", &Statement::choices, _("Comités, en orden de preferencia")},
                                       {"note", &Statement::note},
                                       {"stated_at", &Statement::at}}};
const Shape<Assignment> assignment_json{"JoinAssignment",
                                        {{"organization", &Assignment::organization},
                                         {"committee", &Assignment::committee},
                                         {"since", &Assignment::since},
                                         {"reason", &Assignment::reason}}};
struct Counted {
  CommitteeId committee;
  Count places;
};
const Shape<Counted> count_json{"JoinPreferenceCount",
                                {{"committee", &Counted::committee},
                                 {"places", &Counted::places, _("Cuántas lo eligieron en cada lugar, desde el primero")}}};
struct Told {
  std::vector<Counted> counts;
  std::vector<Statement> statements;
  std::vector<Assignment> assignments;
};
const Shape<Told> survey_json{"JoinPreferences",
                              {{"counts", [](const Told& t) -> const auto& { return t.counts; }, count_json},
                               {"statements", [](const Told& t) -> const auto& { return t.statements; }, statement_json},
                               {"assignments", [](const Told& t) -> const auto& { return t.assignments; }, assignment_json}}};
const Intake<Input> state_body{
    "JoinPreferenceInput",
    {{"choices", &Input::choices, feature::list_of(feature::id()).required()}, {"note", &Input::note, feature::text()}}};
const Intake<AssignmentInput> assign_body{"JoinAssignmentInput",
                                          {{"committee", &AssignmentInput::committee, feature::id().required()},
                                           {"since", &AssignmentInput::since, feature::date().required()},
                                           {"reason", &AssignmentInput::reason, feature::text().required()}}};

Result<boost::json::value> told(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  auto s = TRY(survey(tx, actor, alliance));
  Told t;
  for (auto& [committee, places] : count(s.statements)) t.counts.push_back({committee, std::move(places)});
  t.statements = std::move(s.statements);
  t.assignments = std::move(s.assignments);
  return boost::json::value(survey_json(t));
}

Response get_survey(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return http::json_response(demand(site.db.read([&](db::Tx& tx) { return told(tx, auth::actor_of(request), id); })));
}

Response put_statement(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto organization = demand(request.id<OrganizationId>("organization"));
  const auto body = demand(state_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
    TRY(state(tx, act, alliance, organization, body));
    return told(tx, act.actor, alliance);
  })));
}

Response post_assignment(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto organization = demand(request.id<OrganizationId>("organization"));
  const auto body = demand(assign_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(demand(site.db.write([&](db::Tx& tx) -> Result<boost::json::value> {
                               TRY(assign(tx, act, alliance, organization, body));
                               return told(tx, act.actor, alliance);
                             })),
                             201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"), "/api/v1/alliances/{alliance}/preferences");
  api.get("", get_survey,
          {_("En qué comités quieren participar las organizaciones, y cuáles se les asignaron"), {}, survey_json});
  api.put("/{organization}", put_statement, {_("Declara los comités que prefiere una organización"), state_body, survey_json});
  api.post("/{organization}/assignments", post_assignment,
           {_("Asigna un comité a una organización, con su motivo"), assign_body, survey_json});
}

}  // namespace alianza::preferences
