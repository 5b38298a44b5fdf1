#include "features/courses/store.h"

#include <limits>

namespace alianza::courses::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define COURSE_COLUMNS \
  "c.id, c.agency_id, c.alliance_id, c.title_es, c.title_en, c.summary_es, c.summary_en, c.questions, c.state, c.version "

template <class V>
void course_columns(V& v, Course& c, std::string& questions) {
  v(c.id, c.agency, c.alliance, c.title.es, c.title.en, c.summary.es, c.summary.en, questions, c.state, c.version);
}

void split(const std::string& text, std::vector<std::string>& into) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    into.push_back(text.substr(at, end - at));
    at = end + 1;
  }
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += (out.empty() ? "" : "\n") + line;
  return out;
}

struct Row {
  Course c;
  std::string questions;
  template <class V>
  static void columns(V& v, Row& r) {
    course_columns(v, r.c, r.questions);
  }
};
struct CountedRow {
  Counted counted;
  std::string questions;
  template <class V>
  static void columns(V& v, CountedRow& r) {
    course_columns(v, r.counted.course, r.questions);
    v(r.counted.lessons, r.counted.enrolled);
  }
};
struct LessonRow {
  Lesson l;
  template <class V>
  static void columns(V& v, LessonRow& r) {
    v(r.l.id, r.l.course, r.l.on, r.l.topic, r.l.place);
  }
};
struct AttendanceRow {
  Attendance a;
  template <class V>
  static void columns(V& v, AttendanceRow& r) {
    v(r.a.lesson, r.a.organization, r.a.people);
  }
};
struct AssessmentRow {
  Assessment a;
  std::string answers;
  template <class V>
  static void columns(V& v, AssessmentRow& r) {
    v(r.a.organization, r.a.moment, r.answers);
  }
};

/// The tables whose rows follow an enrolment through a merge.
void move_rows(db::Tx& tx, std::int64_t merge, OrganizationId from, OrganizationId to) {
  const auto move = [&](const char* sql) { tx.exec(sql, {{"to", to}, {"from", from}, {"merge", merge}}); };
  move(
      "UPDATE course_enrolments SET organization_id = :to WHERE organization_id = :from AND course_id IN (SELECT course_id FROM "
      "course_merges WHERE merge_id = :merge)");
  move(
      "UPDATE course_attendances SET organization_id = :to WHERE organization_id = :from AND course_id IN (SELECT course_id FROM "
      "course_merges WHERE merge_id = :merge)");
  move(
      "UPDATE course_assessments SET organization_id = :to WHERE organization_id = :from AND course_id IN (SELECT course_id FROM "
      "course_merges WHERE merge_id = :merge)");
}

}  // namespace

void insert(db::Tx& tx, const Course& c, auth::AccountId by) {
  const auto questions = joined(c.questions);
  tx.exec(
      "INSERT INTO courses (id, agency_id, alliance_id, title_es, title_en, summary_es, summary_en, questions, state, "
      "created_by, created_at) VALUES (:id, :agency, :alliance, :title_es, :title_en, :summary_es, :summary_en, :questions, "
      ":state, :by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"title_es", c.title.es},
       {"title_en", c.title.en},
       {"summary_es", c.summary.es},
       {"summary_en", c.summary.en},
       {"questions", questions},
       {"state", c.state},
       {"by", by},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Course& c) {
  const auto questions = joined(c.questions);
  return tx.exec(
             "UPDATE courses SET title_es = :title_es, title_en = :title_en, summary_es = :summary_es, summary_en = :summary_en, "
             "questions = :questions, version = version + 1 WHERE id = :id AND version = :version",
             {{"title_es", c.title.es},
              {"title_en", c.title.en},
              {"summary_es", c.summary.es},
              {"summary_en", c.summary.en},
              {"questions", questions},
              {"id", c.id},
              {"version", c.version}}) == 1;
}

void close(db::Tx& tx, CourseId id) {
  tx.exec("UPDATE courses SET state = 'closed', version = version + 1 WHERE id = :id", {{"id", id}});
}

std::optional<Course> find(db::Tx& tx, AllianceId alliance, CourseId id) {
  auto row = tx.one<Row>("SELECT " COURSE_COLUMNS "FROM courses c WHERE c.id = :id AND c.alliance_id = :alliance",
                         {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  split(row->questions, row->c.questions);
  return std::move(row->c);
}

std::vector<Counted> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<CourseId> before, int limit) {
  std::vector<Counted> out;
  for (auto& row : tx.all<CountedRow>("SELECT " COURSE_COLUMNS
                                      ", (SELECT count(*) FROM course_lessons l WHERE l.course_id = c.id), (SELECT count(*) FROM "
                                      "course_enrolments e WHERE e.course_id = c.id) FROM courses c WHERE c.alliance_id = "
                                      ":alliance AND c.id < :before ORDER BY c.id DESC LIMIT :limit",
                                      {{"alliance", alliance},
                                       {"before", before ? before->value() : std::numeric_limits<std::int64_t>::max()},
                                       {"limit", limit}}))
    out.push_back(std::move(row.counted));
  return out;
}

void insert_lesson(db::Tx& tx, const Course& c, const Lesson& l) {
  tx.exec(
      "INSERT INTO course_lessons (id, agency_id, course_id, held_on, topic, place) VALUES (:id, :agency, :course, :on, :topic, "
      ":place)",
      {{"id", l.id}, {"agency", c.agency}, {"course", c.id}, {"on", l.on}, {"topic", l.topic}, {"place", l.place}});
}

std::vector<Lesson> lessons(db::Tx& tx, CourseId id) {
  std::vector<Lesson> out;
  for (auto& row : tx.all<LessonRow>("SELECT id, course_id, held_on, topic, place FROM course_lessons WHERE course_id = :id "
                                     "ORDER BY held_on, id LIMIT 500",
                                     {{"id", id}}))
    out.push_back(std::move(row.l));
  return out;
}

std::optional<Lesson> find_lesson(db::Tx& tx, CourseId course, LessonId id) {
  auto row =
      tx.one<LessonRow>("SELECT id, course_id, held_on, topic, place FROM course_lessons WHERE id = :id AND course_id = :course",
                        {{"id", id}, {"course", course}});
  if (!row) return std::nullopt;
  return std::move(row->l);
}

bool enrol(db::Tx& tx, const Course& c, OrganizationId organization, auth::AccountId by) {
  return tx.exec(
             "INSERT INTO course_enrolments (course_id, organization_id, agency_id, enrolled_by, enrolled_at) VALUES (:course, "
             ":organization, :agency, :by, :at) ON CONFLICT DO NOTHING",
             {{"course", c.id}, {"organization", organization}, {"agency", c.agency}, {"by", by}, {"at", tx.now()}}) == 1;
}

std::vector<OrganizationId> enrolled(db::Tx& tx, CourseId id) {
  return tx.all<OrganizationId>(
      "SELECT organization_id FROM course_enrolments WHERE course_id = :id ORDER BY organization_id LIMIT 5000", {{"id", id}});
}

void attend(db::Tx& tx, const Course& c, const Attendance& a, auth::AccountId by) {
  tx.exec(
      "INSERT INTO course_attendances (lesson_id, organization_id, agency_id, course_id, people, recorded_by, recorded_at) "
      "VALUES "
      "(:lesson, :organization, :agency, :course, :people, :by, :at) ON CONFLICT (lesson_id, organization_id) DO UPDATE SET "
      "people = excluded.people, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at",
      {{"lesson", a.lesson},
       {"organization", a.organization},
       {"agency", c.agency},
       {"course", c.id},
       {"people", a.people},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<Attendance> attendances(db::Tx& tx, CourseId id) {
  std::vector<Attendance> out;
  for (auto& row :
       tx.all<AttendanceRow>("SELECT lesson_id, organization_id, people FROM course_attendances WHERE course_id = :id "
                             "ORDER BY lesson_id, organization_id LIMIT 100000",
                             {{"id", id}}))
    out.push_back(row.a);
  return out;
}

void assess(db::Tx& tx, const Course& c, const Assessment& a, auth::AccountId by) {
  std::string answers;
  for (const int answer : a.answers) answers += std::to_string(answer);
  tx.exec(
      "INSERT INTO course_assessments (course_id, organization_id, moment, agency_id, answers, recorded_by, recorded_at) VALUES "
      "(:course, :organization, :moment, :agency, :answers, :by, :at) ON CONFLICT (course_id, organization_id, moment) DO UPDATE "
      "SET answers = excluded.answers, recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at",
      {{"course", c.id},
       {"organization", a.organization},
       {"moment", a.moment},
       {"agency", c.agency},
       {"answers", answers},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<Assessment> assessments(db::Tx& tx, CourseId id) {
  std::vector<Assessment> out;
  for (auto& row : tx.all<AssessmentRow>("SELECT organization_id, moment, answers FROM course_assessments WHERE course_id = :id "
                                         "ORDER BY organization_id, moment LIMIT 10000",
                                         {{"id", id}})) {
    for (const char digit : row.answers) row.a.answers.push_back(digit - '0');
    out.push_back(std::move(row.a));
  }
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO course_merges (merge_id, course_id, agency_id) SELECT :merge, g.course_id, g.agency_id FROM course_enrolments "
      "g WHERE g.organization_id = :gone AND NOT EXISTS (SELECT 1 FROM course_enrolments k WHERE k.course_id = g.course_id AND "
      "k.organization_id = :kept)",
      {{"merge", merge}, {"gone", gone}, {"kept", kept}});
  move_rows(tx, merge, gone, kept);
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  move_rows(tx, merge, kept, gone);
  tx.exec("DELETE FROM course_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::courses::store
