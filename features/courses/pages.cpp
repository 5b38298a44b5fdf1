// Pages of courses: the list, one course with its report.
#include "features/courses/pages_shared.h"

namespace alianza::courses {
namespace {

html::Badge badge(State state) {
  return state == State::open ? html::Badge{html::Tone::ok, label(state)} : html::Badge{html::Tone::off, label(state), "minus"};
}

Response list_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AllianceId>("alliance"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto seen = TRY(alliances::see(tx, auth::actor_of(request), id));
    views::List p;
    const auto before = CourseId::parse(request.query.get("before"));
    const auto listing = TRY(list(tx, seen, before));
    if (before) p.first = list_url(id);
    if (listing.next) p.next = list_url(id).with("before", listing.next->text());
    for (const auto& row : listing.rows)
      p.rows.push_back({course_url(id, row.course.id), row.course.title, row.course.summary, badge(row.course.state), row.lessons,
                        row.enrolled});
    p.shell = alliances::shell(site, tx, request, seen, text(request, _("Cursos")), "courses");
    if (may(Action::keep, seen.standing)) p.plan = Url("/alliances/{}/courses/new", id);
    return p;
  }));
  return html::respond(request, page);
}

void put_rows(views::Show& p, const SeenCourse& at, AllianceId alliance) {
  const bool keeps = may(Action::keep, at.seen.standing);
  for (const auto& lesson : at.lessons) {
    views::LessonRow row{lesson, 0, {}};
    for (const auto& a : at.attendances) row.people += a.lesson == lesson.id ? a.people : 0;
    if (keeps) row.attendance = Url("/alliances/{}/courses/{}/lessons/{}/attendance", alliance, at.course.id, lesson.id);
    p.lessons.push_back(std::move(row));
  }
  const auto shown = [](const std::optional<int>& value) { return value ? hundredths(*value) : std::string(); };
  for (const auto& line : at.report.lines) {
    const auto name = at.names.find(line.organization);
    p.lines.push_back({name == at.names.end() ? std::string() : name->second, shown(line.before), shown(line.after),
                       line.change ? change_text(*line.change) : std::string(), line.lessons});
  }
  std::sort(p.lines.begin(), p.lines.end(), [](const auto& a, const auto& b) { return fold(a.name) < fold(b.name); });
}

Response show(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CourseId>("course"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Show> {
    const auto at = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto here = [&](const char* tail) { return Url::local_or_home(course_url(alliance, id).text() + "/" + tail); };
    const auto title = at.course.title.in(request.lang);
    views::Show p;
    p.shell = alliances::shell(site, tx, request, at.seen, title, "courses");
    p.crumbs = {{{text(request, _("Cursos")), list_url(alliance)}}, title};
    p.course = at.course;
    p.state = badge(at.course.state);
    p.enrolled = at.report.enrolled;
    p.compared = at.report.compared;
    if (at.tells_change) p.change = change_text(*at.report.change);
    put_rows(p, at, alliance);
    const bool open = at.course.state == State::open;
    const bool keeps = may(Action::keep, at.seen.standing);
    if (keeps) p.add_lesson = here("lessons/new");
    if (keeps && open) p.edit = here("edit"), p.close = here("close");
    if (open && may_enrol(at.seen.standing)) p.enrol = here("enrol");
    if (open && may_enrol(at.seen.standing) && !at.report.lines.empty()) p.assess = here("assess");
    return p;
  }));
  return html::respond(request, page);
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/courses");
  pages.get("", list_page);
  pages.get("/{course}", show);
  add_form_pages(site);
}

}  // namespace alianza::courses
