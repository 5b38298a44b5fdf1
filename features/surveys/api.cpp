// JSON of surveys, on the same actions as the pages.
#include "features/surveys/api.h"

#include "features/surveys/actions.h"
#include "features/surveys/actions_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/routes.h"

namespace alianza::surveys {
namespace {

using feature::demand;
using feature::Intake;
using feature::itself;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

auto unless_hidden(std::int64_t Rate::*n) {
  return [n](const Rate& r) { return r.is_hidden ? std::nullopt : std::optional(r.*n); };
}
const Shape<Rate> rate_json{
    "SurveyRate",
    {{"asked", &Rate::asked, _("Denominador: a quién se le escribió su carta y no se le retiró")},
     {"started", unless_hidden(&Rate::started)},
     {"answered", unless_hidden(&Rate::answered),
      _("Numerador; nulo en un grupo que diría quién respondió a una encuesta anónima")},
     {"silent", [](const Rate& r) { return r.is_hidden ? std::nullopt : std::optional(r.silent()); }},
     {"percent", &Rate::percent, _("Por ciento entero, con la mitad hacia arriba; sin denominador, nulo")}}};
const Shape<Survey> survey_json{
    "Survey",
    {{"id", &Survey::id},
     {"alliance", &Survey::alliance},
     {"title", &Survey::title},
     {"intro", &Survey::intro},
     {"opens_on", &Survey::opens_on},
     {"closes_on", &Survey::closes_on, _("El último día para responder, en la alianza")},
     {"answered_by", &Survey::answered_by},
     {"template", &Survey::from_template},
     {"opened_at", &Survey::opened_at},
     {"closed_at", &Survey::closed_at},
     {"counted_at", &Survey::counted_at, _("De una anónima: cuándo se contaron, o se destruyeron por ser pocas")},
     {"reminders", &Survey::reminders, _("Veces que se pidió recordar")},
     {"version", &Survey::version}}};
const Shape<Listed> survey_listed_json{
    "ListedSurvey",
    survey_json,
    &Listed::survey,
    {{"state", &Listed::state, _("Hoy: la que pasó de su último día está cerrada")}, {"rate", &Listed::rate, rate_json}}};
const Shape<std::vector<Listed>> survey_list_json{"SurveyList", {{"surveys", itself, survey_listed_json}}};

const Shape<Group> group_json{"SurveyRateGroup",
                              {{"code", &Group::code}, {"name", &Group::name}, {"rate", &Group::rate, rate_json}}};
const Shape<Rates> rates_json{
    "SurveyRates",
    {{"whole", &Rates::whole, rate_json},
     {"by_type", &Rates::by_type, group_json},
     {"by_sector", &Rates::by_sector, group_json},
     {"by_size", &Rates::by_size, group_json},
     {"by_committee", &Rates::by_committee, group_json, _("Una organización cuenta en cada comité en que participa")}}};

const Shape<Recipient> recipient_json{"SurveyRecipient",
                                      {{"id", &Recipient::id},
                                       {"organization", &Recipient::organization},
                                       {"organization_name", &Recipient::organization_name},
                                       {"organization_type", &Recipient::organization_type},
                                       {"sector", &Recipient::sector},
                                       {"size", &Recipient::size},
                                       {"person_name", &Recipient::person_name},
                                       {"email", &Recipient::email},
                                       {"lang", &Recipient::lang},
                                       {"letter", &Recipient::letter},
                                       {"letter_at", &Recipient::letter_at},
                                       {"reminders", &Recipient::reminders},
                                       {"progress", &Recipient::progress, _("De una anónima, «untold»: no se dice")}}};
struct RecipientList {
  const std::vector<Recipient>& rows;
  std::optional<std::string> next;
};
const Shape<RecipientList> recipients_json{
    "SurveyRecipientList",
    {{"recipients", [](const RecipientList& l) -> const auto& { return l.rows; }, recipient_json},
     {"next", &RecipientList::next, _("Para «after» de la página siguiente")}}};

/// One value of an answer, as it is counted.
struct Given {
  std::string question;
  Entry entry;
  std::int64_t place = 0;
};
const Shape<Given> given_json{
    "SurveyAnswer",
    {{"question", &Given::question},
     {"place", &Given::place, _("Lugar del valor en su pregunta; en un orden de preferencia, el lugar")},
     {"row", [](const Given& g) -> const auto& { return g.entry.row; }, _("De una matriz")},
     {"option", [](const Given& g) -> const auto& { return g.entry.option; }},
     {"number", [](const Given& g) -> const auto& { return g.entry.number; }, _("Milésimas; de dinero, centavos")},
     {"text", [](const Given& g) -> const auto& { return g.entry.text; }}}};
std::vector<Given> given_of(const SentAnswers& sent) {
  std::vector<Given> out;
  for (const auto& [code, value] : sent.answers)
    for (std::size_t i = 0; i < value.size(); ++i) out.push_back({code, value[i], static_cast<std::int64_t>(i + 1)});
  return out;
}
const Shape<SentAnswers> sent_json{"SurveyResponse",
                                   {{"recipient", [](const SentAnswers& s) { return s.recipient.id; }},
                                    {"organization", [](const SentAnswers& s) { return s.recipient.organization; }},
                                    {"organization_name", [](const SentAnswers& s) { return s.recipient.organization_name; }},
                                    {"receipt", &SentAnswers::receipt},
                                    {"sent_at", &SentAnswers::sent_at},
                                    {"sent_by", &SentAnswers::sent_by},
                                    {"edition", &SentAnswers::edition},
                                    {"questionnaire_version", &SentAnswers::version},
                                    {"answers", given_of, given_json}}};
struct ResponseList {
  const std::vector<SentAnswers>& rows;
  std::optional<std::string> next;
};
const Shape<ResponseList> responses_json{"SurveyResponseList",
                                         {{"responses", [](const ResponseList& l) -> const auto& { return l.rows; }, sent_json},
                                          {"next", &ResponseList::next, _("Para «after» de la página siguiente")}}};

const Shape<Chosen> survey_chosen_json{"SurveyChosenRecipients",
                                       {{"added", &Chosen::added},
                                        {"known", &Chosen::known, _("Ya se les pregunta o comparten su correo")},
                                        {"unreachable", &Chosen::unreachable, _("No tienen un contacto con correo")}}};

const Intake<Input> survey_body{
    "SurveyInput",
    {{"title.es", &Input::title_es, text().required()},
     {"title.en", &Input::title_en, text()},
     {"intro.es", &Input::intro_es, text()},
     {"intro.en", &Input::intro_en, text()},
     {"opens_on", &Input::opens_on, feature::date().required()},
     {"closes_on", &Input::closes_on, feature::date().required()},
     {"answered_by", &Input::answered_by, one_of<Respondent>()},
     {"template", &Input::from_template, text(), _("Con qué cuestionario empieza; cuenta al prepararla")},
     {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};

struct RecipientsBody {
  std::vector<std::string> statuses;
  std::vector<std::string> types;
  std::vector<std::string> sectors;
  std::vector<std::string> sizes;
  std::vector<std::string> committees;
  std::string lang = "es";
};
const Intake<RecipientsBody> recipients_body{
    "SurveyRecipientsInput",
    {{"statuses", &RecipientsBody::statuses, feature::list_of(one_of({"active", "invited"})), _("Sin ninguno: las activas")},
     {"type", &RecipientsBody::types, feature::list_of(text())},
     {"sector", &RecipientsBody::sectors, feature::list_of(text()), _("Clave SCIAN de dos cifras")},
     {"org_size", &RecipientsBody::sizes, feature::list_of(text())},
     {"committees", &RecipientsBody::committees, feature::list_of(feature::id())},
     {"lang", &RecipientsBody::lang, one_of<Lang>()}}};
struct Move {
  std::string to;
};
const Intake<Move> move_body{"SurveyStateInput", {{"to", &Move::to, one_of({"open", "closed"}).required()}}};

struct At {
  AllianceId alliance;
  SurveyId survey;
};
At at_of(const Request& request) { return {demand(request.id<AllianceId>("alliance")), demand(request.id<SurveyId>("survey"))}; }

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto found = demand(site.db.read([&](db::Tx& tx) { return list(tx, auth::actor_of(request), id); }));
  return http::json_response(survey_list_json(found.surveys));
}

Response one(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto found = demand(site.db.read([&](db::Tx& tx) { return rates(tx, auth::actor_of(request), at.alliance, at.survey); }));
  return http::json_response(survey_listed_json({found.at.survey, found.at.state, found.whole}));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(survey_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/surveys/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return plan(tx, act, alliance, body); }));
  return http::json_response(survey_json(made), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/surveys/{}", alliance, made.id).text());
}

Response change(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto body = demand(survey_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  demand(site.db.write([&](db::Tx& tx) { return edit(tx, act, at.alliance, at.survey, body); }));
  return one(site, request);
}

Response rate(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  return http::json_response(
      rates_json(demand(site.db.read([&](db::Tx& tx) { return rates(tx, auth::actor_of(request), at.alliance, at.survey); }))));
}

Response recipient_rows(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  Wanted wanted;
  wanted.limit = 100;
  if (const auto& which = request.query.get("which"); !which.empty() && !from_text(which, wanted.which))
    throw http::Abandon{Error::field("which", _("Elija entre las opciones que se muestran."))};
  wanted.after = Place::parse(request.query.get("after"));
  const auto page =
      demand(site.db.read([&](db::Tx& tx) { return recipients(tx, auth::actor_of(request), at.alliance, at.survey, wanted); }));
  const auto next = page.has_next ? std::optional(place_of(page.rows.back()).text()) : std::nullopt;
  return http::json_response(recipients_json({page.rows, next}));
}

Response response_rows(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto after = ResponseId::parse(request.query.get("after")).value_or(ResponseId());
  const auto page = demand(
      site.db.read([&](db::Tx& tx) { return sent_answers(tx, auth::actor_of(request), at.alliance, at.survey, after, 100); }));
  const auto next = page.has_next ? std::optional(page.last.text()) : std::nullopt;
  return http::json_response(responses_json({page.rows, next}));
}

Response add_recipients(feature::Site& site, Request& request, const std::shared_ptr<organizations::CountMemory>& memory) {
  const auto at = at_of(request);
  const auto body = demand(recipients_body.read(request));
  RecipientsInput input;
  if (!body.statuses.empty()) input.statuses = body.statuses;
  input.committees = body.committees;
  input.lang = body.lang;
  for (const auto& type : body.types) input.filter.emplace_back("type", type);
  for (const auto& sector : body.sectors) input.filter.emplace_back("sector", sector);
  for (const auto& size : body.sizes) input.filter.emplace_back("org_size", size);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/surveys/{id}");
  return http::json_response(survey_chosen_json(demand(choose(site.db, *memory, act, at.alliance, at.survey, input))), 201);
}

Response move(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  const auto body = demand(move_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/surveys/{id}");
  demand(site.db.write([&](db::Tx& tx) -> Done {
    if (body.to == "open") return open(tx, act, at.alliance, at.survey, feature::address_in_letters(site.config));
    if (body.to == "closed") return close(tx, act, at.alliance, at.survey);
    TRY(seen_to_keep(tx, act, at.alliance, at.survey));
    return fail(Error::field("to", _("Ese estado no existe.")));
  }));
  return one(site, request).with_status(201);
}

Response remind_all(feature::Site& site, Request& request) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + at.alliance.text() + "/surveys/{id}");
  demand(site.db.write(
      [&](db::Tx& tx) { return remind(tx, act, at.alliance, at.survey, feature::address_in_letters(site.config)); }));
  return one(site, request).with_status(201);
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "surveys", auth::scope("surveys"), "/api/v1/alliances/{alliance}/surveys");
  api.get("", list_all, {_("Encuestas de la alianza"), {}, survey_list_json});
  api.post("", add, {_("Prepara una encuesta"), survey_body, survey_json});
  api.get("/{survey}", one, {_("Una encuesta con su tasa de respuesta"), {}, survey_listed_json});
  api.put("/{survey}", change, {_("Cambia una encuesta"), survey_body, survey_listed_json});
  api.get("/{survey}/rate", rate, {_("Tasa de respuesta por tipo, sector, tamaño y comité"), {}, rates_json});
  api.get("/{survey}/recipients", recipient_rows,
          {_("Destinatarios de una encuesta"),
           {},
           recipients_json,
           {{"which", _("all, silent o answered")}, {"after", _("El «next» de la respuesta anterior")}}});
  api.get("/{survey}/responses", response_rows,
          {_("Respuestas enviadas, como cuentan hoy"), {}, responses_json, {{"after", _("El «next» de la respuesta anterior")}}});
  const auto memory = std::make_shared<organizations::CountMemory>();
  api.post("/{survey}/recipients", feature::given(add_recipients, memory),
           {_("Elige a quién se pregunta"), recipients_body, survey_chosen_json});
  api.post("/{survey}/states", move, {_("Abre o cierra una encuesta"), move_body, survey_listed_json});
  api.post("/{survey}/reminders", remind_all, {_("Recuerda a quien guarda silencio"), {}, survey_listed_json});
}

}  // namespace alianza::surveys
