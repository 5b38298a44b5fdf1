// JSON of XLSForms, on the same actions as the pages.
#include "features/xlsforms/api.h"

#include "features/xlsforms/actions.h"
#include "platform/auth/policy.h"
#include "platform/documents/table.h"
#include "platform/feature/openapi.h"
#include "platform/feature/routes.h"
#include "platform/http/form.h"
#include "platform/i18n/i18n.h"

namespace alianza::xlsforms {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Finding> finding_json{
    "XlsformFinding",
    {{"outcome", &Finding::outcome, _("wrong impide la encuesta; left_out queda fuera; changed se conserva de otro modo")},
     {"sheet", &Finding::sheet},
     {"row", &Finding::row, _("Desde 1; 0 es la hoja entera")},
     {"column", &Finding::column, _("Desde 1; 0 es la fila entera")},
     {"cell", &Finding::cell, _("Como C7")},
     {"said", &Finding::said},
     {"message", [](const Finding& f) { return i18n::text(Lang::es, f.message); }}}};

std::int64_t questions_in(const SeenUpload& at) {
  return static_cast<std::int64_t>(at.reading.form.questionnaire.questions().size());
}
const Shape<SeenUpload> upload_json{
    "Xlsform",
    {{"id", [](const SeenUpload& at) { return at.upload.id; }},
     {"state", [](const SeenUpload& at) { return at.upload.state; }},
     {"file_name", [](const SeenUpload& at) { return at.upload.file_name; }},
     {"file_hash", [](const SeenUpload& at) { return at.upload.file_hash; }, _("SHA-256 del archivo")},
     {"title", [](const SeenUpload& at) { return at.reading.form.title; }},
     {"questions", questions_in, _("Las que tendría la encuesta")},
     {"survey", [](const SeenUpload& at) { return at.upload.survey ? std::optional(at.upload.survey) : std::nullopt; },
      _("La que se hizo de él")},
     {"findings", [](const SeenUpload& at) -> const auto& { return at.reading.findings; }, finding_json}}};

struct Made {
  SurveyId survey;
};
const Shape<Made> made_json{"XlsformSurvey", {{"survey", &Made::survey}}};

struct MakeBody {
  std::string title_es;
  std::string title_en;
  std::string intro_es;
  std::string intro_en;
  std::string opens_on;
  std::string closes_on;
  std::string answered_by = "organization";
  std::string left_out;
};
const Intake<MakeBody> make_body{
    "XlsformSurveyInput",
    {{"title.es", &MakeBody::title_es, feature::text().required()},
     {"title.en", &MakeBody::title_en, feature::text()},
     {"intro.es", &MakeBody::intro_es, feature::text()},
     {"intro.en", &MakeBody::intro_en, feature::text()},
     {"opens_on", &MakeBody::opens_on, feature::date().required()},
     {"closes_on", &MakeBody::closes_on, feature::date().required()},
     {"answered_by", &MakeBody::answered_by, feature::one_of<surveys::Respondent>()},
     {"left_out", &MakeBody::left_out, feature::text(), _("accept: aunque algo quede fuera o cambie")}}};

Response upload_answer(feature::Site& site, const Request& request, AllianceId alliance, XlsformId id, int status) {
  return http::json_response(
      upload_json(demand(site.db.read([&](db::Tx& tx) { return see(tx, auth::actor_of(request), alliance, id); }))), status);
}

/// The file is the body itself, or the field `file` of a form.
Response send_file(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  File sent{request.query.get("name"), request.body};
  const auto type = request.headers.get("Content-Type");
  if (type.starts_with("application/json")) sent.bytes = {};  // a body that says of itself that it is no workbook
  if (http::is_form(type)) {
    const auto* file = request.form().file("file");
    sent.bytes = file == nullptr ? std::string_view() : std::string_view(file->bytes);
    if (file != nullptr && sent.name.empty()) sent.name = file->name;
  }
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/xlsforms/{id}");
  const auto made = demand(stage(site.db, act, alliance, sent));
  return upload_answer(site, request, alliance, made.id, 201)
      .with("Location", http::Url("/api/v1/alliances/{}/xlsforms/{}", alliance, made.id).text());
}

Response one(feature::Site& site, Request& request) {
  return upload_answer(site, request, demand(request.id<AllianceId>("alliance")), demand(request.id<XlsformId>("xlsform")), 200);
}

Response make_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<XlsformId>("xlsform"));
  auto body = demand(make_body.read(request));
  MakeInput input{{}, body.left_out};
  input.survey.title_es = body.title_es;
  input.survey.title_en = body.title_en;
  input.survey.intro_es = body.intro_es;
  input.survey.intro_en = body.intro_en;
  input.survey.opens_on = body.opens_on;
  input.survey.closes_on = body.closes_on;
  input.survey.answered_by = body.answered_by;
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/surveys/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return make(tx, act, alliance, id, input); }));
  return http::json_response(made_json({made.id}), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/surveys/{}", alliance, made.id).text());
}

Response discard_one(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<XlsformId>("xlsform"));
  auto act = feature::act(request);
  act.key->answer(204, {});
  demand(site.db.write([&](db::Tx& tx) { return discard(tx, act, alliance, id); }));
  return Response::no_content();
}

Response send_form(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<SurveyId>("survey"));
  const auto taken = demand(site.db.read([&](db::Tx& tx) { return take_along(tx, auth::actor_of(request), alliance, id); }));
  return Response::download(documents::write_book(taken.book.sheets), documents::media_type(documents::Format::xlsx),
                            taken.file_name);
}

/// The addresses that take and give a file.
void add_file_routes(feature::Site& site) {
  feature::describe(site, upload_json.schema());
  http::Options taken;
  taken.body_limit = most_bytes + 512 * 1024;
  taken.doc.summary = _("Lee un XLSForm y lo aparta para revisarlo: el archivo mismo (.xlsx) o el campo «file» de un formulario");
  taken.doc.tag = "surveys";
  taken.doc.query = {{"name", _("Nombre del archivo")}};
  taken.doc.success = 201;
  taken.doc.response_schema = upload_json.schema().name;
  const feature::Routes routes(site, auth::scope("surveys"), "/api/v1/alliances/{alliance}");
  routes.post("/xlsforms", send_file, std::move(taken));
  http::Options given;
  given.doc.summary = _("El cuestionario de una encuesta como XLSForm");
  given.doc.tag = "surveys";
  given.doc.response_schema = feature::file_answer;
  routes.get("/surveys/{survey}/xlsform", send_form, std::move(given));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "surveys", auth::scope("surveys"), "/api/v1/alliances/{alliance}/xlsforms");
  add_file_routes(site);
  api.get("/{xlsform}", one, {_("Un XLSForm con lo que no se conserva, celda por celda"), {}, upload_json});
  api.post("/{xlsform}/survey", make_one, {_("Prepara una encuesta con su cuestionario"), make_body, made_json});
  api.remove("/{xlsform}", discard_one, {_("Descarta un XLSForm")});
}

}  // namespace alianza::xlsforms
