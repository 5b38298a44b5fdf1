#pragma once
// SQL of courses; only this feature's tables.
#include <optional>
#include <vector>

#include "features/courses/courses.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::courses::store {

void insert(db::Tx& tx, const Course& course, auth::AccountId by);
/// False when the row's version is no longer course.version; raises it by one otherwise.
bool update(db::Tx& tx, const Course& course);
void close(db::Tx& tx, CourseId id);
std::optional<Course> find(db::Tx& tx, AllianceId alliance, CourseId id);
/// Newest first, before `before`.
struct Counted {
  Course course;
  int lessons = 0;
  int enrolled = 0;
};
std::vector<Counted> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<CourseId> before, int limit);

void insert_lesson(db::Tx& tx, const Course& course, const Lesson& lesson);
std::vector<Lesson> lessons(db::Tx& tx, CourseId id);
std::optional<Lesson> find_lesson(db::Tx& tx, CourseId course, LessonId id);
/// False when it was enrolled already.
bool enrol(db::Tx& tx, const Course& course, OrganizationId organization, auth::AccountId by);
std::vector<OrganizationId> enrolled(db::Tx& tx, CourseId id);
/// Puts or replaces.
void attend(db::Tx& tx, const Course& course, const Attendance& attendance, auth::AccountId by);
std::vector<Attendance> attendances(db::Tx& tx, CourseId id);
/// Puts or replaces.
void assess(db::Tx& tx, const Course& course, const Assessment& assessment, auth::AccountId by);
std::vector<Assessment> assessments(db::Tx& tx, CourseId id);

/// Where only `gone` is enrolled its rows become those of `kept`; where both are, each keeps its own. unmerge() takes back what
/// that merge moved.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);

}  // namespace alianza::courses::store
