// JSON of committees, on the same actions as the pages.
#include "features/committees/api.h"

#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::committees {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::or_null;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Committee> committee_json{
    "Committee",
    {{"id", &Committee::id},
     {"alliance", &Committee::alliance},
     {"kind", &Committee::kind},
     {"sdg", [](const Committee& c) { return c.sdg == 0 ? std::nullopt : std::optional(c.sdg); },
      _("Número del ODS, del 1 al 17")},
     {"name", &Committee::name},
     {"purpose", &Committee::purpose},
     {"basis", &Committee::basis},
     {"rules", &Committee::rules},
     {"admission", &Committee::admission},
     {"quorum_percent", &Committee::quorum_percent},
     {"quorum_number", &Committee::quorum_number, _("En lugar del porcentaje: al menos tantas organizaciones")},
     {"voting_base", &Committee::voting_base},
     {"mechanism", &Committee::mechanism},
     {"outcome", &Committee::outcome},
     {"founded_on", &Committee::founded_on},
     {"dissolved_on", &Committee::dissolved_on},
     {"source", &Committee::source},
     {"version", &Committee::version}}};
const Shape<Listed> listed_json{"ListedCommittee", committee_json, &Listed::committee, {{"members_count", &Listed::members}}};
const Shape<std::vector<Listed>> committee_list_json{"CommitteeList", {{"committees", itself, listed_json}}};

const Shape<Member> member_json{"CommitteeMember",
                                {{"id", &Member::id},
                                 {"organization", &Member::organization},
                                 {"since", &Member::since},
                                 {"until", &Member::until},
                                 {"reason", &Member::reason}}};
const Shape<Appointment> appointment_json{"CommitteeAppointment",
                                          {{"id", &Appointment::id},
                                           {"office", &Appointment::office},
                                           {"holder", &Appointment::holder},
                                           {"organization", or_null(&Appointment::organization)},
                                           {"since", &Appointment::since},
                                           {"until", &Appointment::until},
                                           {"document", &Appointment::document},
                                           {"end_reason", &Appointment::end_reason}}};
const Shape<std::vector<Appointment>> appointment_list_json{"CommitteeAppointmentList",
                                                            {{"appointments", itself, appointment_json}}};

/// A committee with its dated rows.
struct Whole {
  const Committee& committee;
  Book book;
};
const Shape<Whole> whole_json{
    "CommitteeBook",
    committee_json,
    [](const Whole& w) -> const auto& { return w.committee; },
    {{"members", [](const Whole& w) -> const auto& { return w.book.members; }, member_json},
     {"appointments", [](const Whole& w) -> const auto& { return w.book.appointments; }, appointment_json}}};

const Intake<Input> committee_body{"CommitteeInput",
                                   {{"kind", &Input::kind, one_of<Kind>()},
                                    {"sdg", &Input::sdg, feature::integer(), _("Número del ODS, del 1 al 17")},
                                    {"name.es", &Input::name_es, text().required()},
                                    {"name.en", &Input::name_en, text()},
                                    {"purpose.es", &Input::purpose_es, text()},
                                    {"purpose.en", &Input::purpose_en, text()},
                                    {"basis.es", &Input::basis_es, text()},
                                    {"basis.en", &Input::basis_en, text()},
                                    {"rules.es", &Input::rules_es, text()},
                                    {"rules.en", &Input::rules_en, text()},
                                    {"admission", &Input::admission, one_of<Admission>()},
                                    {"quorum_percent", &Input::quorum_percent, feature::integer()},
                                    {"quorum_number", &Input::quorum_number, feature::integer()},
                                    {"voting_base", &Input::voting_base, one_of<VotingBase>()},
                                    {"mechanism", &Input::mechanism, one_of<Mechanism>()},
                                    {"outcome.es", &Input::outcome_es, text()},
                                    {"outcome.en", &Input::outcome_en, text()},
                                    {"founded_on", &Input::founded_on, feature::date()},
                                    {"dissolved_on", &Input::dissolved_on, feature::date()},
                                    {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};

struct Joining {
  std::string organization;
  std::string since;
};
const Intake<Joining> joining_body{
    "CommitteeMemberInput",
    {{"organization", &Joining::organization, feature::id().required()}, {"since", &Joining::since, feature::date().required()}}};
struct Ending {
  std::string until;
  std::string reason;
};
const Intake<Ending> ending_body{
    "CommitteeMemberEndInput",
    {{"until", &Ending::until, feature::date().required()}, {"reason", &Ending::reason, text().required()}}};
const Intake<AppointmentInput> appointment_body{
    "CommitteeAppointmentInput",
    {{"office", &AppointmentInput::office, one_of<Office>().required()},
     {"holder", &AppointmentInput::holder, text().required()},
     {"organization", &AppointmentInput::organization, feature::id()},
     {"email", &AppointmentInput::email, feature::email(), _("De una cuenta, para que pueda actuar con ese cargo")},
     {"since", &AppointmentInput::since, feature::date().required()},
     {"document", &AppointmentInput::document, text()},
     feature::flag("vacant", &AppointmentInput::vacant, "1")}};
const Shape<Rules> rules_json{"CommitteeRules",
                              {{"edition", &Rules::edition},
                               {"since", &Rules::since},
                               {"quorum_percent", &Rules::quorum_percent},
                               {"quorum_number", &Rules::quorum_number},
                               {"voting_base", &Rules::voting_base},
                               {"rules", &Rules::text},
                               {"basis", &Rules::basis, _("Lo que las decidió")}}};
const Shape<std::vector<Rules>> rules_list_json{"CommitteeRulesList", {{"editions", itself, rules_json}}};
const Intake<RulesInput> rules_body{
    "CommitteeRulesInput",
    {{"quorum_percent", &RulesInput::quorum_percent, feature::integer()},
     {"quorum_number", &RulesInput::quorum_number, feature::integer()},
     {"voting_base", &RulesInput::voting_base, one_of<VotingBase>()},
     {"rules.es", &RulesInput::rules_es, text()},
     {"rules.en", &RulesInput::rules_en, text()},
     {"since", &RulesInput::since, feature::date().required()},
     {"basis", &RulesInput::basis, text()},
     {"edition", &RulesInput::edition, feature::integer().required(), _("La última que se leyó")}}};

Response list(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    TRY(alliances::see(tx, auth::actor_of(request), id));
    return http::json_response(committee_list_json(of_alliance(tx, id)));
  }));
}

Response one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    return http::json_response(whole_json({seen.committee, book(tx, id)}));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(committee_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return found(tx, act, alliance, body); }));
  return http::json_response(committee_json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/committees/{}", alliance, made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(committee_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, alliance, id, body); }));
  return one(site, request);
}

Response join(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(joining_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  const auto organization = OrganizationId::parse(body.organization).value_or(OrganizationId());
  const auto member =
      demand(site.db.write([&](db::Tx& tx) { return add_member(tx, act, alliance, id, organization, body.since); }));
  return http::json_response(feature::id_json()(member.value()), 201);
}

Response leave(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto member = demand(request.id<MemberId>("member"));
  const auto body = demand(ending_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  demand(site.db.write([&](db::Tx& tx) { return end_member(tx, act, alliance, id, member, body.until, body.reason); }));
  return http::json_response(feature::id_json()(member.value()), 201);
}

Response name(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(appointment_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(appoint(tx, act, alliance, id, body));
    return http::json_response(appointment_list_json(book(tx, id).appointments), 201);
  }));
}

Response rules_list(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    TRY(see(tx, auth::actor_of(request), alliance, id));
    return http::json_response(rules_list_json(rules(tx, id)));
  }));
}

Response add_rules(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto body = demand(rules_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(set_rules(tx, act, alliance, id, body));
    return http::json_response(rules_list_json(rules(tx, id)), 201);
  }));
}

Response end_office(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto tenure = demand(request.id<CommitteeAppointmentId>("tenure"));
  const auto body = demand(ending_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/committees/{id}");
  return demand(site.db.write([&](db::Tx& tx) -> Result<Response> {
    TRY(vacate(tx, act, alliance, id, tenure, body.until, body.reason));
    return http::json_response(appointment_list_json(book(tx, id).appointments), 201);
  }));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "committees", auth::scope("committees"), "/api/v1/alliances/{alliance}/committees");
  api.get("", list, {_("Comités de la alianza"), {}, committee_list_json});
  api.post("", add, {_("Crea un comité"), committee_body, committee_json});
  api.get("/{committee}", one, {_("Un comité con sus integrantes y nombramientos"), {}, whole_json});
  api.put("/{committee}", change, {_("Cambia los datos del comité"), committee_body, whole_json});
  api.post("/{committee}/members", join, {_("Agrega una organización al comité"), joining_body, feature::id_json()});
  api.post("/{committee}/members/{member}/end", leave,
           {_("Retira a una organización del comité"), ending_body, feature::id_json()});
  api.post("/{committee}/appointments", name, {_("Nombra presidencia o secretaría"), appointment_body, appointment_list_json});
  api.post("/{committee}/appointments/{tenure}/end", end_office,
           {_("Termina un nombramiento sin sucesor"), ending_body, appointment_list_json});
  api.get("/{committee}/rules", rules_list, {_("Las reglas de un comité, por ediciones"), {}, rules_list_json});
  api.post("/{committee}/rules", add_rules, {_("Otra edición de las reglas"), rules_body, rules_list_json});
}

}  // namespace alianza::committees
