#pragma once
// Designing a questionnaire: what a form of the designer types becomes a question or a section, and every change of a
// questionnaire that its pages offer. No SQL, no HTTP. Whether the whole can still be answered is asked of check() afterwards.
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/surveys/questionnaire.h"

namespace alianza::surveys {

Message label(Kind kind);
/// In the order in which they are offered.
const std::vector<Kind>& kinds_offered();

/// What the limits of a kind count, and so what its form asks for.
enum class Measure : std::uint8_t { none, choices, steps, number, money, characters };
Measure measure_of(Kind kind);
/// one, many, ranking, matrix: of their own.
bool has_own_options(Kind kind);
bool admits_other(Kind kind);

/// A question as its form types it; `options` and `rows` one a line: «código | español | inglés», or the Spanish alone.
struct QuestionInput {
  std::string code;
  std::string kind;
  std::string section;  // "1"…
  std::string text_es;
  std::string text_en;
  std::string hint_es;
  std::string hint_en;
  std::string need;   // "1": required
  std::string least;  // in the unit of the kind: 1200.50
  std::string most;
  std::string other;  // "1"
  std::string order;  // "1": random
  std::string currency = "MXN";
  std::string depth;  // "1": targets too
  std::string options;
  std::string rows;
};
QuestionInput as_input(const Question& question);
/// Without its conditions. `taken`: codes of the other questions; without a code one is proposed from the text. Error: invalid by
/// field.
Result<Question> parse(const QuestionInput& input, const std::set<std::string>& taken);
/// Lower-case letters, figures and underscores of a text, unlike those taken.
std::string propose_code(std::string_view text, const std::set<std::string>& taken);

/// As another kind: options, rows, limits, «Otra» that still fit stay.
Question as_kind(Question question, Kind kind);
/// What that leaves behind, in words.
std::vector<Message> lost_as(const Question& question, Kind kind);
/// By which a form tells whether somebody else changed the question since it was drawn.
std::string mark(const Question& question);
/// The whole of it in words, for who typed something else: text, help, options, limits.
std::vector<std::string> in_words(const Question& question, Lang lang);
/// «Se muestra si … tiene …».
Message in_words(const Questionnaire& questionnaire, const Condition& condition, Lang lang);
/// The limits in the unit of the kind: "1 a 3 opciones"; empty without any.
Message limits_in_words(const Question& question);

struct SectionInput {
  std::string title_es;
  std::string title_en;
  std::string intro_es;
  std::string intro_en;
};
/// Error: invalid by field. Without questions.
Result<Section> parse(const SectionInput& input);

// Changes. Errors of all: not_found, when the section or question is not there.

using Edit = std::function<Done(Questionnaire&)>;
enum class Way : std::uint8_t { up, down };
/// What becomes of the conditions that name a question which goes: they go too, or the questions that have them.
enum class Dependents : std::uint8_t { release, remove };

Done add_section(Questionnaire& form, Section section);
Done rename_section(Questionnaire& form, std::size_t index, Section words);
Done move_section(Questionnaire& form, std::size_t index, Way way);
/// With its questions.
Done remove_section(Questionnaire& form, std::size_t index, Dependents dependents);

/// A new one at the end of its section, or in the place of `former`; conditions on the former code follow it. In another section
/// it stands at the end.
Done put_question(Questionnaire& form, const std::string& former, Question question, std::size_t section);
/// Within its section; from an end of it into the neighbour.
Done move_question(Questionnaire& form, const std::string& code, Way way);
Done remove_question(Questionnaire& form, const std::string& code, Dependents dependents);
/// Questions outside of `codes` whose conditions name one of them, in their order.
std::vector<const Question*> dependents_of(const Questionnaire& form, const std::set<std::string>& codes);

Done add_condition(Questionnaire& form, const std::string& code, Condition condition);
Done remove_condition(Questionnaire& form, const std::string& code, std::size_t index);

/// Texts of a section in English, by the names of translation_fields().
Done translate_section(Questionnaire& form, std::size_t index, const std::map<std::string, std::string>& english);
struct Translated {
  std::string name;  // "title", "text.role", "option.role.lead"
  std::string spanish;
  std::string english;
  Message what;
  std::size_t most = 0;
  bool is_long = false;
};
/// Every text of a section with its English, in their order; empty texts are left out.
std::vector<Translated> translation_fields(const Section& section);

}  // namespace alianza::surveys
