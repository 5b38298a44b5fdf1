// JSON of the designer: a questionnaire read and replaced whole, its versions with what changed, a version put into use.
#include "features/surveys/actions.h"
#include "features/surveys/actions_files.h"
#include "features/surveys/api.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

using boost::json::array;
using boost::json::object;
using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

constexpr std::size_t most_questionnaire_bytes = std::size_t{1024} * 1024;

const Shape<Choice> choice_json{"SurveyChoice", {{"code", &Choice::code}, {"label", &Choice::label}}};
const Shape<Condition> condition_json{"SurveyCondition",
                                      {{"question", &Condition::question, _("Una anterior")},
                                       {"test", &Condition::test},
                                       {"option", &Condition::option, _("Vacía: cualquier respuesta")}}};
const Shape<Question> question_json{
    "SurveyQuestion",
    {{"code", &Question::code},
     {"kind", &Question::kind},
     {"text", &Question::text},
     {"hint", &Question::hint},
     {"need", &Question::need},
     {"least", &Question::least, _("Opciones, pasos de la escala, milésimas de un número o centavos de dinero")},
     {"most", &Question::most, _("Lo mismo; de un texto, caracteres")},
     {"other", &Question::other},
     {"order", &Question::order},
     {"currency", &Question::currency},
     {"depth", &Question::depth, _("De los ODS: 0 objetivos, 1 también metas")},
     {"options", &Question::options, choice_json, _("De una matriz, sus columnas; de una escala, palabras de sus pasos")},
     {"rows", &Question::rows, choice_json, _("De una matriz")},
     {"conditions", &Question::conditions, condition_json, _("Se muestra cuando se cumplen todas")}}};
const Shape<Section> section_json{
    "SurveySection", {{"title", &Section::title}, {"intro", &Section::intro}, {"questions", &Section::questions, question_json}}};
const Shape<design::Designed> questionnaire_json{
    "SurveyQuestionnaire",
    {{"version", &design::Designed::version, _("La que se diseña; se manda al reemplazarla")},
     {"is_beside", &design::Designed::is_beside, _("Junto a otra que está en uso")},
     {"sections", [](const design::Designed& d) -> const auto& { return d.questionnaire.sections; }, section_json}}};

struct Change {
  std::string question;
  std::string words;
};
struct VersionRow {
  design::Version version;
  std::vector<Change> changes;
};
const Shape<Change> change_json{"SurveyDifference",
                                {{"question", &Change::question, _("Vacía: de una sección")}, {"words", &Change::words}}};
const Shape<VersionRow> version_json{
    "SurveyVersion",
    {{"id", [](const VersionRow& r) { return r.version.id; }},
     {"number", [](const VersionRow& r) { return r.version.number; }},
     {"created_at", [](const VersionRow& r) { return r.version.created_at; }},
     {"used_at", [](const VersionRow& r) { return r.version.used_at; }, _("Desde cuándo se responde en ella")},
     {"is_live", [](const VersionRow& r) { return r.version.is_live; }},
     {"changes", &VersionRow::changes, change_json, _("Frente a la anterior")}}};
const Shape<std::vector<VersionRow>> versions_json{"SurveyVersionList", {{"versions", feature::itself, version_json}}};

struct QuestionnaireBody {
  std::string version;
  std::optional<array> sections;
};
const Intake<QuestionnaireBody> questionnaire_body{
    "SurveyQuestionnaireInput",
    {{"version", &QuestionnaireBody::version, feature::id().required(), _("La que se leyó antes de cambiar")},
     {"sections",
      [](const feature::JsonFields& body, QuestionnaireBody& into) {
        const auto* rows = body.object().if_contains("sections");
        if (rows != nullptr && rows->is_array()) into.sections = rows->as_array();
      },
      feature::list_of(section_json.schema()).required()}}};
struct VersionBody {
  std::string version;
};
const Intake<VersionBody> version_body{"SurveyVersionInput",
                                       {{"version", &VersionBody::version, feature::id().required(), _("La que se diseña")}}};

/// Reads a questionnaire; everything that is not as the schema says is told by its place.
struct QuestionnaireReader {
  Error error = Error::invalid(_("El cuestionario no tiene la forma que se espera."));

  void wrong(const std::string& at) { error.fields.push_back({at, _("No tiene la forma que se espera.")}); }

  std::string word(const object& from, const char* name, const std::string& at) {
    const auto* found = from.if_contains(name);
    if (found == nullptr || found->is_null()) return {};
    if (found->is_string() && is_clean_text(std::string_view(found->as_string()))) return std::string(found->as_string());
    wrong(at + "." + name);
    return {};
  }
  LocalizedText localized(const object& from, const char* name, const std::string& at) {
    const auto* found = from.if_contains(name);
    if (found == nullptr || found->is_null()) return {};
    if (!found->is_object()) return wrong(at + "." + name), LocalizedText();
    const auto place = at + "." + name;
    return {word(found->as_object(), "es", place), word(found->as_object(), "en", place), Lang::es};
  }
  template <class E>
  void enumerated(const object& from, const char* name, const std::string& at, E& into) {
    if (const auto text = word(from, name, at); !text.empty() && !from_text(text, into)) wrong(at + "." + name);
  }
  std::optional<std::int64_t> number(const object& from, const char* name, const std::string& at) {
    const auto* found = from.if_contains(name);
    if (found == nullptr || found->is_null()) return std::nullopt;
    if (found->is_int64()) return found->as_int64();
    wrong(at + "." + name);
    return std::nullopt;
  }
  /// Each object of a list, with its place.
  template <class Each>
  void list(const object& from, const char* name, const std::string& at, Each&& each) {
    const auto* found = from.if_contains(name);
    if (found == nullptr || found->is_null()) return;
    if (!found->is_array()) return wrong(at + "." + name);
    rows(found->as_array(), at.empty() ? name : at + "." + name, std::forward<Each>(each));
  }
  template <class Each>
  void rows(const array& from, const std::string& at, Each&& each) {
    for (std::size_t i = 0; i < from.size(); ++i) {
      const auto place = at + "." + std::to_string(i);
      if (from[i].is_object())
        each(from[i].as_object(), place);
      else
        wrong(place);
    }
  }
  std::vector<Choice> choices(const object& from, const char* name, const std::string& at) {
    std::vector<Choice> out;
    list(from, name, at, [&](const object& item, const std::string& place) {
      out.push_back({word(item, "code", place), localized(item, "label", place)});
    });
    return out;
  }
  Question question(const object& from, const std::string& at) {
    Question q;
    q.code = word(from, "code", at);
    enumerated(from, "kind", at, q.kind);
    q.text = localized(from, "text", at);
    q.hint = localized(from, "hint", at);
    enumerated(from, "need", at, q.need);
    q.least = number(from, "least", at);
    q.most = number(from, "most", at);
    enumerated(from, "other", at, q.other);
    enumerated(from, "order", at, q.order);
    if (auto currency = word(from, "currency", at); !currency.empty()) q.currency = std::move(currency);
    q.depth = number(from, "depth", at).value_or(0) > 0 ? 1 : 0;
    q.options = choices(from, "options", at);
    q.rows = choices(from, "rows", at);
    list(from, "conditions", at, [&](const object& item, const std::string& place) {
      Condition condition{word(item, "question", place), ConditionTest::has, word(item, "option", place)};
      enumerated(item, "test", place, condition.test);
      q.conditions.push_back(std::move(condition));
    });
    return q;
  }
  Questionnaire questionnaire(const array& sections) {
    Questionnaire out;
    rows(sections, "sections", [&](const object& item, const std::string& place) {
      Section section{localized(item, "title", place), localized(item, "intro", place), {}};
      list(item, "questions", place,
           [&](const object& asked, const std::string& at) { section.questions.push_back(question(asked, at)); });
      out.sections.push_back(std::move(section));
    });
    return out;
  }
};

struct Where {
  AllianceId alliance;
  SurveyId survey;
};
Where where_of(const Request& request) {
  return {demand(request.id<AllianceId>("alliance")), demand(request.id<SurveyId>("survey"))};
}

Response read_questionnaire(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(questionnaire_json(
      demand(site.db.read([&](db::Tx& tx) { return design::see(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}

Response put_questionnaire(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(questionnaire_body.read(request));
  QuestionnaireReader reader;
  if (!body.sections) reader.wrong("sections");
  const auto form = body.sections ? reader.questionnaire(*body.sections) : Questionnaire();
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) -> Result<VersionId> {
    if (!reader.error.fields.empty()) {
      TRY(design::see_to_design(tx, act, at.alliance, at.survey));
      return fail(reader.error);
    }
    return design::replace(tx, act, at.alliance, at.survey, VersionId::parse(body.version).value_or(VersionId()), form);
  }));
  return read_questionnaire(site, request);
}

Response version_rows(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto versions = demand(site.db.read(
      [&](db::Tx& tx) { return design::versions(tx, auth::actor_of(request), at.alliance, at.survey, request.lang); }));
  std::vector<VersionRow> rows;
  for (const auto& version : versions) {
    VersionRow row{version, {}};
    for (const auto& change : version.changes) row.changes.push_back({change.code, i18n::text(request.lang, change.words)});
    rows.push_back(std::move(row));
  }
  return http::json_response(versions_json(rows));
}

Response put_into_use(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(version_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/surveys/{id}/versions");
  demand(site.db.write([&](db::Tx& tx) {
    return design::put_into_use(tx, act, at.alliance, at.survey, VersionId::parse(body.version).value_or(VersionId()));
  }));
  return version_rows(site, request).with_status(201);
}

// ---- Templates of the agency.

const Shape<AgencyTemplate> template_json{"SurveyTemplate", {{"id", &AgencyTemplate::id}, {"title", &AgencyTemplate::title}}};
const Shape<std::vector<AgencyTemplate>> templates_json{"SurveyTemplateList", {{"templates", feature::itself, template_json}}};
struct TemplateInput {
  std::string title_es;
  std::string title_en;
};
const Intake<TemplateInput> template_body{"SurveyTemplateInput",
                                          {{"title.es", &TemplateInput::title_es, feature::text().required()},
                                           {"title.en", &TemplateInput::title_en, feature::text()}}};

Response template_rows(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(templates_json(
      demand(site.db.read([&](db::Tx& tx) { return design::templates(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}

Response post_template(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  const auto body = demand(template_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(template_json(demand(site.db.write([&](db::Tx& tx) {
                               return design::keep_template(tx, act, at.alliance, at.survey, body.title_es, body.title_en);
                             }))),
                             201);
}

Response delete_template(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  auto act = feature::act(request);
  act.key->answer(204, request.path);
  demand(site.db.write(
      [&](db::Tx& tx) { return design::remove_template(tx, act, at.alliance, at.survey, request.param("template")); }));
  return Response::no_content();
}

// ---- Files that were answered.

const Shape<SentFile> sent_file_json{"SurveyFile",
                                     {{"id", &SentFile::id},
                                      {"organization", &SentFile::organization},
                                      {"name", &SentFile::file_name},
                                      {"bytes", &SentFile::bytes},
                                      {"sha256", &SentFile::digest}}};
const Shape<SentFiles> sent_files_json{"SurveyFileList",
                                       {{"question", [](const SentFiles& f) -> const auto& { return f.question.code; }},
                                        {"files", &SentFiles::rows, sent_file_json}}};

Response file_rows(feature::Site& site, Request& request) {
  const auto at = where_of(request);
  return http::json_response(sent_files_json(demand(site.db.read([&](db::Tx& tx) {
    return sent_files(tx, auth::actor_of(request), at.alliance, at.survey, request.query.get("question"));
  }))));
}

/// Larger than what other addresses take: a questionnaire comes whole.
http::Options whole_questionnaire(feature::Site& site) {
  http::Options out;
  out.body_limit = most_questionnaire_bytes;
  out.doc.summary = _("Reemplaza el cuestionario que se diseña; de una encuesta abierta queda junto al que está en uso");
  out.doc.tag = "surveys";
  out.doc.success = 200;
  feature::describe(site, questionnaire_body.schema());
  feature::describe(site, questionnaire_json.schema());
  out.doc.request_schema = questionnaire_body.schema().name;
  out.doc.response_schema = questionnaire_json.schema().name;
  return out;
}

}  // namespace

void add_design_api(feature::Site& site) {
  const auto policy = auth::scope("surveys");
  const feature::Api api(site, "surveys", policy, "/api/v1/alliances/{alliance}/surveys/{survey}");
  api.get("/questionnaire", read_questionnaire, {_("El cuestionario que se diseña"), {}, questionnaire_json});
  const feature::Routes routes(site, policy, "/api/v1/alliances/{alliance}/surveys/{survey}");
  routes.add(http::Method::put, "/questionnaire", put_questionnaire, whole_questionnaire(site));
  api.get("/versions", version_rows, {_("Versiones del cuestionario, con sus diferencias"), {}, versions_json});
  api.get("/templates", template_rows, {_("Plantillas de la institución"), {}, templates_json});
  api.post("/templates", post_template, {_("Guarda el cuestionario que se diseña como plantilla"), template_body, template_json});
  api.remove("/templates/{template}", delete_template, {_("Quita una plantilla; las encuestas que empezaron con ella siguen")});
  api.get("/files", file_rows,
          {_("Archivos que se enviaron a una pregunta"),
           {},
           sent_files_json,
           {{"question", _("Código de la pregunta"), "string", true}}});
  api.post("/versions/live", put_into_use, {_("Pone en uso la versión que se diseña"), version_body, versions_json});
}

}  // namespace alianza::surveys
