// JSON of courses, on the same actions as the pages.
#include "features/courses/api.h"

#include "features/courses/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::courses {
namespace {

using feature::demand;
using feature::Intake;
using feature::one_of;
using feature::Shape;
using feature::text;
using http::Request;
using http::Response;

const Shape<Course> course_json{"Course",
                                {{"id", &Course::id},
                                 {"alliance", &Course::alliance},
                                 {"title", &Course::title},
                                 {"summary", &Course::summary},
                                 {"questions", &Course::questions},
                                 {"state", &Course::state},
                                 {"version", &Course::version}}};
const Shape<Listed> listed_json{
    "ListedCourse", course_json, &Listed::course, {{"lessons_count", &Listed::lessons}, {"enrolled_count", &Listed::enrolled}}};
const Shape<Listing> list_json{
    "CourseList",
    {{"courses", &Listing::rows, listed_json}, {"next", &Listing::next, _("Para `before`; null en la última página")}}};
const Shape<Lesson> lesson_json{"CourseLesson",
                                {{"id", &Lesson::id}, {"on", &Lesson::on}, {"topic", &Lesson::topic}, {"place", &Lesson::place}}};
const Shape<Line> line_json{"CourseLine",
                            {{"organization", &Line::organization},
                             {"before", &Line::before, _("En centésimas, de 100 a 500")},
                             {"after", &Line::after, _("En centésimas, de 100 a 500")},
                             {"change", &Line::change, _("En centésimas; solo si contestó las dos veces")},
                             {"lessons", &Line::lessons, _("Clases a las que asistió")}}};
const Shape<SeenCourse> whole_json{
    "CourseBook",
    course_json,
    [](const SeenCourse& at) -> const auto& { return at.course; },
    {{"lessons", [](const SeenCourse& at) -> const auto& { return at.lessons; }, lesson_json},
     {"organizations", [](const SeenCourse& at) -> const auto& { return at.report.lines; }, line_json,
      _("Las que quien pregunta puede leer")},
     {"enrolled", [](const SeenCourse& at) { return at.report.enrolled; }, _("Denominador")},
     {"compared", [](const SeenCourse& at) { return at.report.compared; }, _("Numerador: contestaron las dos veces")},
     {"change", [](const SeenCourse& at) { return at.tells_change ? at.report.change : std::nullopt; },
      _("Promedio de los cambios, en centésimas; null si no puede decirse")}}};

const Intake<Input> course_body{"CourseInput",
                                {{"title.es", &Input::title_es, text().required()},
                                 {"title.en", &Input::title_en, text()},
                                 {"summary.es", &Input::summary_es, text()},
                                 {"summary.en", &Input::summary_en, text()},
                                 {"questions", &Input::questions, feature::list_of(text()).required()},
                                 {"version", &Input::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<LessonInput> lesson_body{"CourseLessonInput",
                                      {{"on", &LessonInput::on, feature::date().required()},
                                       {"topic", &LessonInput::topic, text().required()},
                                       {"place", &LessonInput::place, text()}}};
struct Enrolment {
  std::string organization;
};
const Intake<Enrolment> enrolment_body{
    "CourseEnrolmentInput",
    {{"organization", &Enrolment::organization, text().required(), _("Su id, o su nombre como está en el directorio")}}};
struct Coming {
  std::string organization;
  std::string people;
};
const Intake<Coming> coming_body{
    "CourseAttendanceInput",
    {{"organization", &Coming::organization, text().required(), _("Su id, o su nombre como está en el directorio")},
     {"people", &Coming::people, feature::integer().required()}}};
struct Answers {
  std::string organization;
  std::string moment;
  std::vector<std::string> answers;
};
const Intake<Answers> answers_body{
    "CourseAssessmentInput",
    {{"organization", &Answers::organization, text().required(), _("Su id, o su nombre como está en el directorio")},
     {"moment", &Answers::moment, one_of<Moment>().required()},
     {"answers", &Answers::answers, feature::list_of(feature::integer()).required()}}};

Response list_all(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(list_json(
        TRY(list(tx, TRY(alliances::see(tx, auth::actor_of(request), id)), CourseId::parse(request.query.get("before"))))));
  }));
}

struct At {
  AllianceId alliance;
  CourseId course;
};
At at_of(const Request& request) { return {demand(request.id<AllianceId>("alliance")), demand(request.id<CourseId>("course"))}; }

Response one(feature::Site& site, Request& request) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Response> {
    return http::json_response(whole_json(TRY(see(tx, auth::actor_of(request), alliance, id))));
  }));
}

Response add(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto body = demand(course_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, "/api/v1/alliances/" + alliance.text() + "/courses/{id}");
  const auto made = demand(site.db.write([&](db::Tx& tx) { return plan(tx, act, alliance, body); }));
  return http::json_response(feature::id_json()(made.value()), 201)
      .with("Location", http::Url("/api/v1/alliances/{}/courses/{}", alliance, made).text());
}

/// One act on the course of the address; answers how it stands then.
template <class Do>
Response act_on(feature::Site& site, Request& request, const Do& perform) {
  const auto at = at_of(request);
  auto act = feature::act(request);
  act.key->answer(200, "/api/v1/alliances/" + at.alliance.text() + "/courses/{id}");
  demand(site.db.write([&](db::Tx& tx) -> Done {
    TRY(perform(tx, act, at));
    return {};
  }));
  return one(site, request);
}

Response change(feature::Site& site, Request& request) {
  const auto body = demand(course_body.read(request));
  return act_on(site, request,
                [&](db::Tx& tx, const feature::Act& act, const At& at) { return edit(tx, act, at.alliance, at.course, body); });
}

Response shut(feature::Site& site, Request& request) {
  return act_on(site, request,
                [](db::Tx& tx, const feature::Act& act, const At& at) { return close(tx, act, at.alliance, at.course); });
}

Response teach(feature::Site& site, Request& request) {
  const auto body = demand(lesson_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return add_lesson(tx, act, at.alliance, at.course, body);
  });
}

Response join(feature::Site& site, Request& request) {
  const auto body = demand(enrolment_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return enrol(tx, act, at.alliance, at.course, body.organization);
  });
}

Response come(feature::Site& site, Request& request) {
  const auto lesson = demand(request.id<LessonId>("lesson"));
  const auto body = demand(coming_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return attend(tx, act, at.alliance, at.course, lesson, body.organization, body.people);
  });
}

Response answer(feature::Site& site, Request& request) {
  const auto body = demand(answers_body.read(request));
  return act_on(site, request, [&](db::Tx& tx, const feature::Act& act, const At& at) {
    return assess(tx, act, at.alliance, at.course, body.organization, body.moment, body.answers);
  });
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api api(site, "courses", auth::scope("courses"), "/api/v1/alliances/{alliance}/courses");
  api.get("", list_all,
          {.summary = _("Cursos de la alianza"),
           .answers = list_json,
           .query = {{"before", _("La que dio la página anterior en `next`")}}});
  api.post("", add, {_("Prepara un curso"), course_body, feature::id_json()});
  api.get("/{course}", one, {_("Un curso con su informe"), {}, whole_json});
  api.put("/{course}", change, {_("Cambia un curso"), course_body, whole_json});
  const auto doc = [](Message summary, feature::Table asks) {
    return feature::Doc{.summary = std::move(summary), .asks = asks, .answers = whole_json, .success = 200};
  };
  api.post("/{course}/close", shut, doc(_("Cierra un curso"), {}));
  api.post("/{course}/lessons", teach, doc(_("Agrega una clase"), lesson_body));
  api.post("/{course}/lessons/{lesson}/attendance", come, doc(_("Anota cuántas personas asistieron"), coming_body));
  api.post("/{course}/enrol", join, doc(_("Inscribe una organización"), enrolment_body));
  api.post("/{course}/assess", answer, doc(_("Guarda una autoevaluación"), answers_body));
}

}  // namespace alianza::courses
