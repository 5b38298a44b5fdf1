// JSON of ARCO requests, on the same actions as the pages.
#include "features/privacy/actions_arco.h"
#include "features/privacy/api.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<ArcoRequest> arco_json{"ArcoRequest",
                                   {{"id", &ArcoRequest::id},
                                    {"right", &ArcoRequest::right},
                                    {"name", &ArcoRequest::name},
                                    {"email", &ArcoRequest::email},
                                    {"way", &ArcoRequest::way},
                                    {"received_on", &ArcoRequest::received_on},
                                    {"what", &ArcoRequest::what},
                                    {"proof", &ArcoRequest::proof},
                                    {"state", &ArcoRequest::state},
                                    {"due_on", &ArcoRequest::due_on, _("Para responderla; después, para hacerla efectiva")},
                                    {"extended", &ArcoRequest::extended},
                                    {"outcome", &ArcoRequest::outcome}}};
const Shape<ArcoStep> step_json{"ArcoStep",
                                {{"kind", &ArcoStep::kind},
                                 {"on", &ArcoStep::on},
                                 {"due_on", &ArcoStep::due_on, _("El plazo que fijó")},
                                 {"note", &ArcoStep::note}}};
const Shape<ArcoView> arco_view_json{
    "ArcoRequestWithSteps", arco_json, &ArcoView::request, {{"steps", &ArcoView::steps, step_json}}};
const Shape<ArcoPage> arco_list_json{
    "ArcoRequestList",
    {{"open", &ArcoPage::open, _("Cuántas están en curso")},
     {"requests", &ArcoPage::rows, arco_json},
     {"next", [](const ArcoPage& page) { return page.next.empty() ? std::nullopt : std::optional(page.next); }}}};
const Shape<ArcoTerms> terms_json{
    "ArcoTerms", {{"answer", &ArcoTerms::answer}, {"extension", &ArcoTerms::extension}, {"effect", &ArcoTerms::effect}}};

const Shape<OwnArco::Row> own_row_json{"OwnArcoRequest",
                                       arco_json,
                                       &OwnArco::Row::request,
                                       {{"agency", &OwnArco::Row::agency}, {"steps", &OwnArco::Row::steps, step_json}}};
const Shape<OwnArco> own_json{"OwnArcoRequestList", {{"requests", &OwnArco::rows, own_row_json}}};

const Intake<ArcoInput> arco_body{"ArcoRequestInput",
                                  {{"right", &ArcoInput::right, one_of<Right>().required()},
                                   {"name", &ArcoInput::name, feature::text().required()},
                                   {"email", &ArcoInput::email, feature::text()},
                                   {"way", &ArcoInput::way, one_of({"writing", "email", "in_person"}).required()},
                                   {"received_on", &ArcoInput::received_on, feature::date().required()},
                                   {"what", &ArcoInput::what, feature::text().required()},
                                   {"proof", &ArcoInput::proof, feature::text()}}};
const Intake<OwnArcoInput> own_body{"OwnArcoRequestInput",
                                    {{"agency", &OwnArcoInput::agency, feature::text().required()},
                                     {"right", &OwnArcoInput::right, one_of<Right>().required()},
                                     {"what", &OwnArcoInput::what, feature::text().required()}}};
const Intake<StepInput> extension_body{"ArcoExtensionInput", {{"note", &StepInput::note, feature::text().required()}}};
const Intake<StepInput> answer_body{
    "ArcoAnswerInput",
    {{"outcome", &StepInput::outcome, one_of({"granted", "partly", "refused", "withdrawn"}).required()},
     {"on", &StepInput::on, feature::date().required()},
     {"note", &StepInput::note, feature::text().required()}}};
const Intake<StepInput> effect_body{
    "ArcoEffectInput",
    {{"on", &StepInput::on, feature::date().required()}, {"note", &StepInput::note, feature::text().required()}}};
const Intake<TermsInput> terms_body{"ArcoTermsInput",
                                    {{"answer", &TermsInput::answer, feature::integer().required()},
                                     {"extension", &TermsInput::extension, feature::integer().required()},
                                     {"effect", &TermsInput::effect, feature::integer().required()}}};

AgencyId agency_at(const Request& request) { return demand(request.id<AgencyId>("agency")); }
ArcoId arco_at(const Request& request) { return demand(request.id<ArcoId>("arco_request")); }

Response list_arco(feature::Site& site, Request& request) {
  const ArcoFilter filter{request.query.get("state") == "closed" ? Shelf::closed : Shelf::open, request.query.get("after"), 100};
  return http::json_response(arco_list_json(
      demand(site.db.read([&](db::Tx& tx) { return arco_register(tx, auth::actor_of(request), agency_at(request), filter); }))));
}

Response one_arco(feature::Site& site, Request& request) {
  return http::json_response(arco_view_json(
      demand(site.db.read([&](db::Tx& tx) { return arco(tx, auth::actor_of(request), agency_at(request), arco_at(request)); }))));
}

std::string path_of(AgencyId agency) { return "/api/v1/agencies/" + agency.text() + "/arco-requests/"; }

Response add_arco(feature::Site& site, Request& request) {
  const auto agency = agency_at(request);
  const auto input = demand(arco_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, path_of(agency) + "{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return record_arco(tx, act, agency, input); }));
  return http::json_response(arco_json(made), 201).with("Location", path_of(agency) + made.id.text());
}

using Advance = Result<ArcoRequest> (*)(db::Tx&, const feature::Act&, AgencyId, ArcoId, const StepInput&);

Result<ArcoRequest> extend_by(db::Tx& tx, const feature::Act& act, AgencyId agency, ArcoId id, const StepInput& input) {
  return extend_arco(tx, act, agency, id, input.note);
}

template <Advance verb, const Intake<StepInput>& body>
Response advance_arco(feature::Site& site, Request& request) {
  const auto agency = agency_at(request);
  const auto id = arco_at(request);
  const auto input = demand(body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, path_of(agency) + "{id}");
  return http::json_response(arco_json(demand(site.db.write([&](db::Tx& tx) { return verb(tx, act, agency, id, input); }))));
}

Response show_terms(feature::Site& site, Request& request) {
  return http::json_response(terms_json(
      demand(site.db.read([&](db::Tx& tx) { return arco_terms(tx, auth::actor_of(request), agency_at(request)); })).terms));
}

Response put_terms(feature::Site& site, Request& request) {
  const auto input = demand(terms_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/agencies/" + agency_at(request).text() + "/arco-terms");
  return http::json_response(
      terms_json(demand(site.db.write([&](db::Tx& tx) { return set_arco_terms(tx, act, agency_at(request), input); }))));
}

Response list_own(feature::Site& site, Request& request) {
  return http::json_response(own_json(demand(site.db.read([&](db::Tx& tx) { return own_arco(tx, feature::act(request)); }))));
}

Response add_own(feature::Site& site, Request& request) {
  const auto input = demand(own_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/account/arco-requests");
  return http::json_response(arco_json(demand(site.db.write([&](db::Tx& tx) { return file_arco(tx, act, input); }))), 201);
}

}  // namespace

void add_arco_api(feature::Site& site) {
  const feature::Api api(site, "agencies", auth::scope("agencies"), "/api/v1/agencies/{agency}");
  api.get("/arco-requests", list_arco,
          {_("Solicitudes ARCO de una institución; las que vencen antes, primero"),
           {},
           arco_list_json,
           {{"state", _("open o closed")}, {"after", _("El «next» de la respuesta anterior")}}});
  api.post("/arco-requests", add_arco, {_("Registra una solicitud ARCO"), arco_body, arco_json});
  api.get("/arco-requests/{arco_request}", one_arco, {_("Una solicitud ARCO con sus pasos"), {}, arco_view_json});
  api.post("/arco-requests/{arco_request}/extend", advance_arco<extend_by, extension_body>,
           {_("Amplía una vez el plazo para responder"), extension_body, arco_json, {}, 200});
  api.post("/arco-requests/{arco_request}/answer", advance_arco<answer_arco, answer_body>,
           {_("Registra la respuesta"), answer_body, arco_json, {}, 200});
  api.post("/arco-requests/{arco_request}/carry-out", advance_arco<carry_out_arco, effect_body>,
           {_("Registra que se hizo efectiva"), effect_body, arco_json, {}, 200});
  api.get("/arco-terms", show_terms, {_("Plazos de las solicitudes ARCO, en días hábiles"), {}, terms_json});
  api.put("/arco-terms", put_terms, {_("Cambia los plazos de las solicitudes ARCO"), terms_body, terms_json});
  const feature::Api own(site, "accounts", auth::signed_in(), "/api/v1/account/arco-requests");
  own.get("", list_own, {_("Sus solicitudes ARCO"), {}, own_json});
  own.post("", add_own, {_("Presenta una solicitud ARCO"), own_body, arco_json});
}

}  // namespace alianza::privacy
