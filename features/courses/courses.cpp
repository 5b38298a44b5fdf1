#include "features/courses/courses.h"

#include <algorithm>
#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::courses {
namespace {

constexpr std::array<std::string_view, 2> states{"open", "closed"};
constexpr std::array<std::string_view, 2> moments{"before", "after"};

std::vector<std::string> lines_of(Error& error, const std::string& typed) {
  std::vector<std::string> out;
  const auto text = trim(typed);
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    auto line = parse_text(std::string_view(text).substr(at, end - at), 300);
    at = end + 1;
    if (!line) {
      error.fields.push_back({"questions", line.error().message});
      return {};
    }
    if (!line->empty()) out.push_back(std::move(*line));
  }
  if (out.empty() || out.size() > most_questions)
    error.fields.push_back({"questions", _("Escriba de una a doce preguntas, una por renglón.")});
  return out;
}

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
Message label(State state) { return state == State::open ? _("Abierto") : _("Cerrado"); }
std::string_view to_text(Moment moment) { return word_of(moments, moment); }
bool from_text(std::string_view text, Moment& moment) { return read_word(moments, text, moment); }
Message label(Moment moment) { return moment == Moment::before ? _("Antes del curso") : _("Después del curso"); }

int score(const std::vector<int>& answers) {
  ENSURE(!answers.empty());
  int sum = 0;
  for (const int answer : answers) sum += answer;
  const auto n = static_cast<int>(answers.size());
  return (2 * 100 * sum + n) / (2 * n);
}

Report report(const std::vector<OrganizationId>& enrolled, const std::vector<Assessment>& assessments,
              const std::vector<Attendance>& attendances) {
  Report out;
  std::int64_t sum = 0;
  for (const auto organization : enrolled) {
    Line line{organization, {}, {}, {}, 0};
    for (const auto& a : assessments)
      if (a.organization == organization && !a.answers.empty())
        (a.moment == Moment::before ? line.before : line.after) = score(a.answers);
    for (const auto& a : attendances) line.lessons += a.organization == organization ? 1 : 0;
    if (line.before && line.after) {
      line.change = *line.after - *line.before;
      sum += *line.change;
      ++out.compared;
    }
    out.lines.push_back(line);
  }
  out.enrolled = static_cast<int>(enrolled.size());
  if (out.compared > 0) {
    // Halves away from zero, so that a loss is rounded as a gain is.
    const std::int64_t half = sum < 0 ? -out.compared : out.compared;
    out.change = static_cast<int>((2 * sum + half) / (2 * out.compared));
  }
  return out;
}

std::string hundredths(int value) {
  const auto size = std::abs(value);
  const auto rest = std::to_string(size % 100);
  return (value < 0 ? "−" : "") + std::to_string(size / 100) + "." + (rest.size() == 1 ? "0" : "") + rest;
}

std::string change_text(int value) { return (value > 0 ? "+" : "") + hundredths(value); }

Result<Course> parse(const Input& input) {
  Course c;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "title_es", parse_text(input.title_es, 200), c.title.es);
  take(error, "title_en", parse_text(input.title_en, 200), c.title.en);
  take(error, "summary_es", parse_text(input.summary_es, 2000, Lines::many), c.summary.es);
  take(error, "summary_en", parse_text(input.summary_en, 2000, Lines::many), c.summary.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba el nombre del curso.")});
  c.questions = lines_of(error, input.questions);
  c.version = whole_number(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return c;
}

Input as_input(const Course& c) {
  Input i{c.title.es, c.title.en, c.summary.es, c.summary.en, {}, std::to_string(c.version)};
  for (const auto& question : c.questions) i.questions += question + "\n";
  return i;
}

Result<Lesson> parse(const LessonInput& input) {
  Lesson lesson;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (const auto day = parse_day("on", input.on))
    lesson.on = *day;
  else
    error.fields.push_back(day.error().fields.front());
  take(error, "topic", parse_text(input.topic, 200), lesson.topic);
  take(error, "place", parse_text(input.place, 200), lesson.place);
  if (trim(input.topic).empty()) error.fields.push_back({"topic", _("Escriba el tema de la clase.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return lesson;
}

Result<std::vector<int>> parse_answers(const std::vector<std::string>& typed, std::size_t questions) {
  std::vector<int> out;
  Error error = Error::invalid(_("Revise los datos marcados."));
  for (std::size_t i = 0; i < questions; ++i) {
    const auto answer = i < typed.size() ? whole_number(trim(typed[i])) : std::nullopt;
    if (answer && *answer >= 1 && *answer <= 5)
      out.push_back(*answer);
    else
      error.fields.push_back({"answer_" + std::to_string(i + 1), _("Elija de 1 a 5.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

}  // namespace alianza::courses
