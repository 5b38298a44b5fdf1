#pragma once
// What a survey asks: sections, questions, options, conditions; and the rules that need no answers' store. No SQL, no HTTP.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/message.h"
#include "platform/base/result.h"
#include "platform/base/text.h"

namespace alianza::surveys {

enum class Kind : std::uint8_t { one, many, ranking, scale, matrix, number, money, date, text, sdg, organization, file, note };
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);

enum class Need : std::uint8_t { required, optional };
std::string_view to_text(Need need);
bool from_text(std::string_view text, Need& need);

/// Whether «Otra» with a text of its own stands under the options.
enum class Other : std::uint8_t { none, text };
std::string_view to_text(Other other);
bool from_text(std::string_view text, Other& other);
/// The code of that option: no other may have it.
inline constexpr std::string_view other_code = "other";

/// random: in an order of its own for each respondent, always the same one for them.
enum class OptionOrder : std::uint8_t { written, random };
std::string_view to_text(OptionOrder order);
bool from_text(std::string_view text, OptionOrder& order);

struct Choice {
  std::string code;
  LocalizedText label;
};

/// Shown when the other question has this option, or has not; without an option, when it has any answer or none. Only what the
/// respondent is asked counts: a question that is not shown has no answer.
enum class ConditionTest : std::uint8_t { has, has_not };
std::string_view to_text(ConditionTest test);
bool from_text(std::string_view text, ConditionTest& test);
struct Condition {
  std::string question;
  ConditionTest test = ConditionTest::has;
  std::string option;
};

struct Question {
  std::string code;
  Kind kind = Kind::text;
  LocalizedText text;
  LocalizedText hint;
  Need need = Need::optional;
  /// How many are chosen (many, ranking, sdg, organization), the steps of a scale, thousandths of a number, minor units of money,
  /// characters of a text (`most`).
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> most;
  Other other = Other::none;
  OptionOrder order = OptionOrder::written;
  std::string currency = "MXN";  // of money
  int depth = 0;                 // of the nodes of sdg: 0 goals, 1 targets too
  std::vector<Choice> options;   // columns of a matrix; words at the steps of a scale, by their number
  std::vector<Choice> rows;      // of a matrix
  std::vector<Condition> conditions;

  bool is_asked() const { return kind != Kind::note; }
  const Choice* option(std::string_view option_code) const;
  const Choice* row(std::string_view row_code) const;
};

struct Section {
  LocalizedText title;
  LocalizedText intro;
  std::vector<Question> questions;
};

struct Questionnaire {
  std::vector<Section> sections;

  const Question* find(std::string_view code) const;
  /// In their order, over all sections.
  std::vector<const Question*> questions() const;
};

inline constexpr std::size_t most_sections = 30;
inline constexpr std::size_t most_questions = 200;
inline constexpr std::size_t most_options = 100;
inline constexpr std::size_t most_matrix_cells = 400;
inline constexpr int most_text = 4000;
// Characters of what is asked, in each language.
inline constexpr std::size_t most_title = 200;
inline constexpr std::size_t most_question_text = 2000;
inline constexpr std::size_t most_label = 500;
inline constexpr std::size_t most_conditions = 10;

/// Everything that keeps it from being answered, each with the code of its question: a code twice or wrong, a choice without
/// options, limits that cannot be met, too large a matrix, too long a text, a condition on a question or option that is not there
/// or comes later, conditions in a ring.
/// Field: the code ("" of the whole).
Done check(const Questionnaire& questionnaire);

/// What keeps it from being asked anonymously: a file, whose name, words and hidden data tell of whom it is. Field: the code.
Done check_anonymous(const Questionnaire& questionnaire);

/// The options as this respondent sees them. `seed`: theirs; «Otra» stands last in any order.
std::vector<Choice> in_order(const Question& question, std::int64_t seed);

}  // namespace alianza::surveys
