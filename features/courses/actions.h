#pragma once
// Verbs of courses. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/courses/courses.h"
#include "platform/feature/act.h"

namespace alianza::courses {

struct Listed {
  Course course;
  int lessons = 0;
  int enrolled = 0;
};
/// Error: not_found.
inline constexpr int page_size = 50;
struct Listing {
  std::vector<Listed> rows;
  std::optional<CourseId> next;  // `before` of the next page
};
Result<Listing> list(db::Tx& tx, const alliances::Seen& seen, std::optional<CourseId> before);

/// A course as the actor may read it.
struct SeenCourse {
  alliances::Seen seen;
  Course course;
  std::vector<Lesson> lessons;
  Report report;                                // lines only of organisations that the actor may read
  bool tells_change = false;                    // report.change may be told
  std::map<OrganizationId, std::string> names;  // of those lines
  std::vector<Attendance> attendances;          // of those lines
};
/// Errors: not_found.
Result<SeenCourse> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CourseId id);

/// Errors: not_found, forbidden, invalid by field.
Result<CourseId> plan(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Errors: as plan(); conflict (closed, somebody saved first, or other questions after somebody answered).
Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, const Input& input);
/// Nobody enrols or answers any more. Errors: not_found, forbidden, conflict.
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id);
Result<LessonId> add_lesson(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, const LessonInput& input);
/// `organization`: its id, or its name as in the directory. Errors: not_found, forbidden, invalid (`organization`), conflict
/// (enrolled already, or closed).
Done enrol(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, std::string_view organization);
/// How many people of an enrolled organisation came; a later call replaces it. Errors: not_found, forbidden, invalid
/// (`organization`, `people`).
Done attend(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, LessonId lesson, std::string_view organization,
            std::string_view people);
/// The answers of an enrolled organisation; a later call replaces them. Errors: not_found, forbidden, invalid (`organization`,
/// `moment`, `answer_N`), conflict (closed).
Done assess(db::Tx& tx, const feature::Act& act, AllianceId alliance, CourseId id, std::string_view organization,
            std::string_view moment, const std::vector<std::string>& answers);

/// For the listeners of organization.merged and organization.unmerged.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);

}  // namespace alianza::courses
