#include "features/courses/actions.h"

#include <algorithm>

#include "features/courses/access.h"
#include "features/courses/store.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/base/typed.h"

namespace alianza::courses {
namespace {

feature::About about(const Course& c) { return {c.agency.value(), c.alliance.value(), "course", c.id.value()}; }

struct At {
  alliances::Seen seen;
  Course course;
};
Result<At> found(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CourseId id) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  auto course = store::find(tx, alliance, id);
  if (!course || !may(Action::read, seen.standing)) return fail(Error::not_found());
  return At{std::move(seen), std::move(*course)};
}

Result<At> found_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id) {
  auto at = TRY(found(tx, act.actor, alliance, id));
  if (!may(Action::keep, at.seen.standing)) return fail(Error::forbidden());
  return at;
}

Done refuse_closed(const Course& c) {
  if (c.state == State::closed) return fail(Error::conflict(_("El curso está cerrado.")));
  return {};
}

/// What was typed as an organisation: an id, the name of one's own, or a name that only one of the directory has. It takes part
/// in the alliance, and the actor may act for it.
Result<OrganizationId> organization_of(db::Tx& tx, const alliances::Seen& seen, std::string_view typed) {
  auto id = OrganizationId::parse(trim(typed));
  std::vector<OrganizationId> own;
  for (const auto& seat : seen.standing.seats) own.push_back(seat.organization);
  if (!id)
    for (const auto& [mine, name] : organizations::names(tx, own))
      if (fold(name.name) == fold(typed)) id = mine;
  if (!id) id = organizations::find_by_name(tx, seen.alliance.agency, typed);
  if (!id || membership::history(tx, seen.alliance.id, *id).empty() || !may_act_for(seen.standing, *id))
    return fail(Error::field("organization", _("Escriba el nombre de la organización, como está en el directorio.")));
  return *id;
}

Result<OrganizationId> enrolled_of(db::Tx& tx, const At& at, std::string_view typed) {
  const auto id = TRY(organization_of(tx, at.seen, typed));
  const auto all = store::enrolled(tx, at.course.id);
  if (std::find(all.begin(), all.end(), id) == all.end())
    return fail(Error::field("organization", _("Esa organización no está inscrita en el curso.")));
  return id;
}

Done keep(db::Tx& tx, const feature::Act& act, const Course& c, const char* verb, audit::Fields fields) {
  feature::record(tx, act, about(c), verb, std::move(fields));
  return feature::remember(tx, act, c.id.text());
}

/// Leaves to who does not convene only the rows of their own organisations.
void keep_own(SeenCourse& at) {
  const auto& standing = at.seen.standing;
  std::erase_if(at.report.lines, [&](const Line& line) { return !may_act_for(standing, line.organization); });
  std::erase_if(at.attendances, [&](const Attendance& a) { return !may_act_for(standing, a.organization); });
}

}  // namespace

Result<Listing> list(db::Tx& tx, const alliances::Seen& seen, std::optional<CourseId> before) {
  if (!may(Action::read, seen.standing)) return fail(Error::not_found());
  Listing out;
  for (auto& row : store::of_alliance(tx, seen.alliance.id, before, page_size + 1))
    out.rows.push_back({std::move(row.course), row.lessons, row.enrolled});
  if (out.rows.size() <= page_size) return out;
  out.rows.pop_back();
  out.next = out.rows.back().course.id;
  return out;
}

Result<SeenCourse> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CourseId id) {
  auto at = TRY(found(tx, actor, alliance, id));
  SeenCourse out{std::move(at.seen), std::move(at.course), store::lessons(tx, id), {}, false, {}, store::attendances(tx, id)};
  out.report = report(store::enrolled(tx, id), store::assessments(tx, id), out.attendances);
  out.tells_change = out.report.change && (may(Action::keep, out.seen.standing) || out.report.compared >= fewest_told);
  keep_own(out);
  std::vector<OrganizationId> ids;
  for (const auto& line : out.report.lines) ids.push_back(line.organization);
  for (auto& [organization, name] : organizations::names(tx, ids)) out.names.emplace(organization, name.name);
  return out;
}

Result<CourseId> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  auto course = TRY(parse(input));
  course.id = CourseId::make();
  course.agency = seen.alliance.agency;
  course.alliance = alliance;
  store::insert(tx, course, act.who().account);
  TRY(keep(tx, act, course, "course.plan", audit::Fields().set("title_es", course.title.es)));
  return course.id;
}

Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, const Input& input) {
  const auto at = TRY(found_to_keep(tx, act, alliance, id));
  TRY(refuse_closed(at.course));
  auto course = TRY(parse(input));
  if (course.questions != at.course.questions && !store::assessments(tx, id).empty())
    return fail(Error::field("questions", _("Alguien ya contestó: las preguntas no cambian.")));
  course.id = id;
  if (!store::update(tx, course))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  audit::Fields fields;
  fields.change("title_es", at.course.title.es, course.title.es).change("summary_es", at.course.summary.es, course.summary.es);
  return keep(tx, act, at.course, "course.edit", std::move(fields));
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id) {
  const auto at = TRY(found_to_keep(tx, act, alliance, id));
  TRY(refuse_closed(at.course));
  store::close(tx, id);
  return keep(tx, act, at.course, "course.close", {});
}

Result<LessonId> add_lesson(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, const LessonInput& input) {
  const auto at = TRY(found_to_keep(tx, act, alliance, id));
  auto lesson = TRY(parse(input));
  lesson.id = LessonId::make();
  lesson.course = id;
  store::insert_lesson(tx, at.course, lesson);
  TRY(keep(tx, act, at.course, "course.add_lesson", audit::Fields().set("on", lesson.on).set("topic", lesson.topic)));
  return lesson.id;
}

Done enrol(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, std::string_view organization) {
  const auto at = TRY(found(tx, act.actor, alliance, id));
  if (!may_enrol(at.seen.standing)) return fail(Error::forbidden());
  TRY(refuse_closed(at.course));
  const auto who = TRY(organization_of(tx, at.seen, organization));
  if (!store::enrol(tx, at.course, who, act.who().account)) return fail(Error::conflict(_("Esa organización ya está inscrita.")));
  return keep(tx, act, at.course, "course.enrol", audit::Fields().set("organization", who));
}

Done attend(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, LessonId lesson, std::string_view organization,
            std::string_view people) {
  const auto at = TRY(found_to_keep(tx, act, alliance, id));
  if (!store::find_lesson(tx, id, lesson)) return fail(Error::not_found());
  const auto who = TRY(enrolled_of(tx, at, organization));
  const auto count = whole_number(trim(people));
  if (!count || *count < 1 || *count > 1000)
    return fail(Error::field("people", _("Escriba cuántas personas asistieron, de 1 a 1000.")));
  store::attend(tx, at.course, {lesson, who, *count}, act.who().account);
  return keep(tx, act, at.course, "course.attend",
              audit::Fields().set("organization", who).set("lesson", lesson).set("people", *count));
}

Done assess(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, std::string_view organization,
            std::string_view moment, const std::vector<std::string>& answers) {
  const auto at = TRY(found(tx, act.actor, alliance, id));
  if (!may_enrol(at.seen.standing)) return fail(Error::forbidden());
  TRY(refuse_closed(at.course));
  Assessment assessment;
  assessment.organization = TRY(enrolled_of(tx, at, organization));
  if (!from_text(moment, assessment.moment)) return fail(Error::field("moment", _("Elija antes o después.")));
  assessment.answers = TRY(parse_answers(answers, at.course.questions.size()));
  store::assess(tx, at.course, assessment, act.who().account);
  return keep(tx, act, at.course, "course.assess",
              audit::Fields().set("organization", assessment.organization).set("moment", to_text(assessment.moment)));
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::merge(tx, merge, kept, gone); }
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::unmerge(tx, merge, kept, gone); }

}  // namespace alianza::courses
