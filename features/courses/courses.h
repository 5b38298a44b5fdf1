#pragma once
// Words and rules of courses (features/courses/README.md): R-027. No SQL, no HTTP.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::courses {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using CourseId = Id<struct CourseTag>;
using LessonId = Id<struct LessonTag>;

enum class State { open, closed };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// When a self-assessment was answered.
enum class Moment { before, after };
std::string_view to_text(Moment moment);
bool from_text(std::string_view text, Moment& moment);
Message label(Moment moment);

inline constexpr std::size_t most_questions = 12;
/// The whole of the report is told to everybody only from so many organisations on: fewer would be recognised.
inline constexpr int fewest_told = 3;

struct Course {
  CourseId id;
  AgencyId agency;
  AllianceId alliance;
  LocalizedText title;
  LocalizedText summary;
  std::vector<std::string> questions;  // in order
  State state = State::open;
  int version = 1;  // of the row: an edit names the one it read
};

struct Lesson {
  LessonId id;
  CourseId course;
  Date on;
  std::string topic;
  std::string place;
};

struct Attendance {
  LessonId lesson;
  OrganizationId organization;
  int people = 1;
};

/// The answers of an organisation at one moment, 1 … 5 each, in the order of the questions.
struct Assessment {
  OrganizationId organization;
  Moment moment = Moment::before;
  std::vector<int> answers;
};

/// The mean in hundredths, halves upwards: {3, 4} is 350. Impossible without answers.
int score(const std::vector<int>& answers);

struct Line {
  OrganizationId organization;
  std::optional<int> before;  // in hundredths
  std::optional<int> after;
  std::optional<int> change;  // only with both
  int lessons = 0;            // it came to
};
struct Report {
  std::vector<Line> lines;    // one for each enrolled organisation
  int enrolled = 0;           // the denominator
  int compared = 0;           // the numerator: with both
  std::optional<int> change;  // the mean of their changes, in hundredths
};
Report report(const std::vector<OrganizationId>& enrolled, const std::vector<Assessment>& assessments,
              const std::vector<Attendance>& attendances);
/// "3.50", "+0.67", "−1.00"
std::string hundredths(int value);
std::string change_text(int value);

struct Input {
  std::string title_es;
  std::string title_en;
  std::string summary_es;
  std::string summary_en;
  std::string questions;  // one a line
  std::string version;
};
Result<Course> parse(const Input& input);
Input as_input(const Course& course);

struct LessonInput {
  std::string on;
  std::string topic;
  std::string place;
};
Result<Lesson> parse(const LessonInput& input);
/// One word for each question, 1 … 5. Error: at the field answer_N that is wrong, N from 1.
Result<std::vector<int>> parse_answers(const std::vector<std::string>& typed, std::size_t questions);

}  // namespace alianza::courses
