// Forms of courses: plan, edit, close, lessons, enrolment, attendance, self-assessment.
#include "features/courses/pages_shared.h"
#include "platform/feature/perform.h"

namespace alianza::courses {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::Need;

const feature::Notice course_planned(_("El curso quedó preparado. Agregue sus clases.").key());
const feature::Notice course_saved(_("Se guardó el curso.").key());
const feature::Notice course_closed(_("El curso quedó cerrado.").key());
const feature::Notice lesson_added(_("Se agregó la clase.").key());
const feature::Notice organization_enrolled(_("La organización quedó inscrita.").key());
const feature::Notice attendance_kept(_("Se anotó la asistencia.").key());
const feature::Notice assessment_kept(_("Se guardó la autoevaluación.").key());

struct At {
  AllianceId alliance;
  CourseId course;
};
At at_of(const Request& request) { return {demand(request.id<AllianceId>("alliance")), demand(request.id<CourseId>("course"))}; }

std::vector<html::FieldSet> parts(const Input& i) {
  return {
      {.fields = {{.name = "title_es", .label = _("Nombre del curso, en español"), .value = i.title_es},
                  {.name = "title_en", .label = _("Nombre del curso, en inglés"), .value = i.title_en, .need = Need::optional},
                  {.control = Control::text_area,
                   .name = "summary_es",
                   .label = _("De qué trata, en español"),
                   .value = i.summary_es,
                   .need = Need::optional,
                   .rows = 3},
                  {.control = Control::text_area,
                   .name = "summary_en",
                   .label = _("De qué trata, en inglés"),
                   .value = i.summary_en,
                   .need = Need::optional,
                   .rows = 3},
                  {.control = Control::text_area,
                   .name = "questions",
                   .label = _("Preguntas de la autoevaluación"),
                   .hint = _("Una por renglón, doce a lo más. Se contestan de 1 a 5, antes y después."),
                   .value = i.questions,
                   .rows = 6}}}};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  Input i{f.get("title_es"), f.get("title_en"), f.get("summary_es"), f.get("summary_en"), f.get("questions"), f.get("version")};
  std::erase(i.questions, '\r');  // browsers end a line with two characters
  return i;
}

FormPage new_page(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), alliance));
    if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
    FormPage page;
    page.title = text(request, _("Preparar un curso"));
    page.shell = alliances::shell(site, tx, request, seen, page.title, "courses");
    page.crumbs = {{{text(request, _("Cursos")), list_url(alliance)}}, page.title};
    page.form.action = Url("/alliances/{}/courses/new", alliance);
    page.form.parts = parts({});
    page.form.submit = _("Guardar el curso");
    page.form.busy = _("Guardando…");
    page.form.cancel = list_url(alliance);
    return page;
  }));
}
Response new_form(feature::Site& site, Request& request) { return html::respond(request, new_page(site, request)); }
Response new_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  return feature::create_form(
      site, request, course_planned, list_url(alliance),
      [&](db::Tx& tx, const feature::Act& act) { return plan(tx, act, alliance, input_from(request)); },
      [&](const auto& made) { return course_url(alliance, made); }, new_page);
}

enum class Whose { keepers, enrollers };

/// A page about a course.
template <class Page, class Fill>
Page page_of(feature::Site& site, Request& request, const Message& title, Whose whose, const Fill& fill) {
  const auto [alliance, id] = at_of(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<Page> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto& standing = at.seen.standing;
    if (whose == Whose::keepers ? !may(Action::keep, standing) : !may_enrol(standing)) return fail(Error::forbidden());
    Page page;
    page.title = text(request, title);
    page.shell = alliances::shell(site, tx, request, at.seen, page.title, "courses");
    page.crumbs = {
        {{text(request, _("Cursos")), list_url(alliance)}, {at.course.title.in(request.lang), course_url(alliance, id)}},
        page.title};
    page.form.cancel = course_url(alliance, id);
    page.form.busy = _("Guardando…");
    TRY(fill(page, at));
    return page;
  }));
}

template <class Do, class Make>
Response save(feature::Site& site, Request& request, const feature::Notice& notice, const Do& perform, const Make& make) {
  const auto at = at_of(request);
  return feature::perform_form(
      site, request, notice, course_url(at.alliance, at.course),
      [&](db::Tx& tx, const feature::Act& act) { return perform(tx, act, at); }, make);
}

FormPage edit_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Editar el curso"), Whose::keepers, [](FormPage& page, const SeenCourse& at) -> Done {
    const auto input = as_input(at.course);
    page.form.action = Url("/alliances/{}/courses/{}/edit", at.course.alliance, at.course.id);
    page.form.parts = parts(input);
    page.form.hidden = {{"version", input.version}};
    page.form.submit = _("Guardar el curso");
    return {};
  });
}
Response edit_form(feature::Site& site, Request& request) { return html::respond(request, edit_page(site, request)); }
Response edit_post(feature::Site& site, Request& request) {
  return save(
      site, request, course_saved,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return edit(tx, act, at.alliance, at.course, input_from(request));
      },
      edit_page);
}

ConfirmPage close_page(feature::Site& site, Request& request) {
  return page_of<ConfirmPage>(
      site, request, _("Cerrar el curso"), Whose::keepers, [&](ConfirmPage& page, const SeenCourse& at) -> Done {
        page.consequences = {text(request, _("Nadie más se inscribe ni contesta. El informe se queda como está.")),
                             text(request, _("No se puede deshacer."))};
        page.form.action = Url("/alliances/{}/courses/{}/close", at.course.alliance, at.course.id);
        page.form.submit = _("Cerrar el curso");
        return {};
      });
}
Response close_form(feature::Site& site, Request& request) { return html::respond(request, close_page(site, request)); }
Response close_post(feature::Site& site, Request& request) {
  return save(
      site, request, course_closed,
      [](db::Tx& tx, const feature::Act& act, const At& at) { return close(tx, act, at.alliance, at.course); }, close_page);
}

FormPage lesson_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(
      site, request, _("Agregar una clase"), Whose::keepers, [](FormPage& page, const SeenCourse& at) -> Done {
        page.form.action = Url("/alliances/{}/courses/{}/lessons/new", at.course.alliance, at.course.id);
        page.form.parts = {
            {.fields = {{.control = Control::date, .name = "on", .label = _("Día"), .width = html::Width::date},
                        {.name = "topic", .label = _("Tema")},
                        {.name = "place", .label = _("Lugar o dirección para conectarse"), .need = Need::optional}}}};
        page.form.submit = _("Agregar la clase");
        return {};
      });
}
Response lesson_form(feature::Site& site, Request& request) { return html::respond(request, lesson_page(site, request)); }
Response lesson_post(feature::Site& site, Request& request) {
  return save(
      site, request, lesson_added,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        const auto& f = request.form();
        return add_lesson(tx, act, at.alliance, at.course, {f.get("on"), f.get("topic"), f.get("place")});
      },
      lesson_page);
}

/// The organisation as a field: its name as in the directory.
html::Field organization_field() {
  return {.name = "organization", .label = _("Organización"), .hint = _("Su nombre como está en el directorio.")};
}

/// One of the enrolled that the reader may act for.
html::Field enrolled_field(const SeenCourse& at) {
  html::Field field{.control = Control::select, .name = "organization", .label = _("Organización")};
  for (const auto& [id, name] : at.names) field.options.push_back({id.text(), name});
  return field;
}

FormPage enrol_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(site, request, _("Inscribir una organización"), Whose::enrollers,
                           [](FormPage& page, const SeenCourse& at) -> Done {
                             page.form.action = Url("/alliances/{}/courses/{}/enrol", at.course.alliance, at.course.id);
                             page.form.parts = {{.fields = {organization_field()}}};
                             page.form.submit = _("Inscribir");
                             return {};
                           });
}
Response enrol_form(feature::Site& site, Request& request) { return html::respond(request, enrol_page(site, request)); }
Response enrol_post(feature::Site& site, Request& request) {
  return save(
      site, request, organization_enrolled,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return enrol(tx, act, at.alliance, at.course, request.form().get("organization"));
      },
      enrol_page);
}

FormPage attendance_page(feature::Site& site, Request& request) {
  const auto lesson = demand(request.id<LessonId>("lesson"));
  return page_of<FormPage>(
      site, request, _("Anotar asistencia"), Whose::keepers, [&](FormPage& page, const SeenCourse& at) -> Done {
        const auto found = std::find_if(at.lessons.begin(), at.lessons.end(), [&](const Lesson& l) { return l.id == lesson; });
        if (found == at.lessons.end()) return fail(Error::not_found());
        page.intro = found->topic;
        page.form.action = Url("/alliances/{}/courses/{}/lessons/{}/attendance", at.course.alliance, at.course.id, lesson);
        page.form.parts = {{.fields = {enrolled_field(at),
                                       {.control = Control::number,
                                        .name = "people",
                                        .label = _("Cuántas personas asistieron"),
                                        .value = "1",
                                        .width = html::Width::short_,
                                        .input_mode = "numeric",
                                        .least = "1",
                                        .most = "1000"}}}};
        page.form.submit = _("Anotar asistencia");
        return {};
      });
}
Response attendance_form(feature::Site& site, Request& request) { return html::respond(request, attendance_page(site, request)); }
Response attendance_post(feature::Site& site, Request& request) {
  const auto lesson = demand(request.id<LessonId>("lesson"));
  return save(
      site, request, attendance_kept,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        return attend(tx, act, at.alliance, at.course, lesson, request.form().get("organization"), request.form().get("people"));
      },
      attendance_page);
}

FormPage assess_page(feature::Site& site, Request& request) {
  return page_of<FormPage>(
      site, request, _("Contestar la autoevaluación"), Whose::enrollers, [](FormPage& page, const SeenCourse& at) -> Done {
        page.form.action = Url("/alliances/{}/courses/{}/assess", at.course.alliance, at.course.id);
        html::FieldSet who{.fields = {enrolled_field(at)}};
        html::Field moment{.control = Control::radios, .name = "moment", .label = _("Cuándo"), .value = "before"};
        for (const auto m : {Moment::before, Moment::after}) moment.options.push_back({std::string(to_text(m)), label(m)});
        who.fields.push_back(std::move(moment));
        html::FieldSet questions{.legend = _("Preguntas"), .intro = _("1: nada. 5: mucho.")};
        int n = 0;
        for (const auto& question : at.course.questions) {
          html::Field field{.control = Control::radios, .name = "answer_" + std::to_string(++n), .label = question};
          for (int value = 1; value <= 5; ++value) field.options.push_back({std::to_string(value), std::to_string(value)});
          questions.fields.push_back(std::move(field));
        }
        page.form.parts = {std::move(who), std::move(questions)};
        page.form.submit = _("Guardar la autoevaluación");
        return {};
      });
}
Response assess_form(feature::Site& site, Request& request) { return html::respond(request, assess_page(site, request)); }
Response assess_post(feature::Site& site, Request& request) {
  return save(
      site, request, assessment_kept,
      [&](db::Tx& tx, const feature::Act& act, const At& at) {
        const auto& f = request.form();
        std::vector<std::string> answers;
        for (std::size_t n = 1; n <= most_questions; ++n) answers.push_back(f.get("answer_" + std::to_string(n)));
        return assess(tx, act, at.alliance, at.course, f.get("organization"), f.get("moment"), answers);
      },
      assess_page);
}

}  // namespace

void add_form_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/courses");
  pages.form("/new", new_form, new_post);
  pages.form("/{course}/edit", edit_form, edit_post);
  pages.form("/{course}/close", close_form, close_post);
  pages.form("/{course}/lessons/new", lesson_form, lesson_post);
  pages.form("/{course}/lessons/{lesson}/attendance", attendance_form, attendance_post);
  pages.form("/{course}/enrol", enrol_form, enrol_post);
  pages.form("/{course}/assess", assess_form, assess_post);
}

}  // namespace alianza::courses
