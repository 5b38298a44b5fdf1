#pragma once
// Answers: what was typed becomes values, values are judged, shown and compared. No SQL, no HTTP.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/surveys/questionnaire.h"

namespace alianza::surveys {

/// One value: a chosen option (in its rank), the option of a row of a matrix, a number, a text (also that of «Otra»; a date as
/// 2026-03-31). A file: its id as option, its digest as row, its bytes and its name.
struct Entry {
  std::string row;
  std::string option;
  std::optional<std::int64_t> number;
  std::string text;
  auto operator<=>(const Entry&) const = default;
};
/// The entries of one question, in the order of its options, rows or ranks.
using Value = std::vector<Entry>;
/// By code of question; what is not answered is absent.
using Answers = std::map<std::string, Value>;

/// What is offered from elsewhere: nodes of a framework, organisations of the alliance; code and name, in their order.
struct Offer {
  std::vector<Choice> goals;
  std::vector<Choice> targets;  // and goals, in the order of the tree
  std::vector<Choice> organizations;

  /// The choices of a question; its own options when it has some.
  const std::vector<Choice>& of(const Question& question) const;
};

/// Names and values as the form sends them, repeated names kept.
using Typed = std::vector<std::pair<std::string, std::string>>;
/// "a.q1", "a.q1.row", "a.q1.option" (ranks), "a.q1.other", "a.q1.names" (organisations, one a line).
std::string field_name(const Question& question, std::string_view part = {});

/// What was typed for one question. `value` holds all that could be understood, also with an error; nothing typed is no error.
struct Reading {
  Value value;
  std::optional<Message> error;
};
Reading read(const Question& question, const Offer& offer, const Typed& typed);
/// The other way: what the form would send for this value.
Typed typed_of(const Question& question, const Value& value);

/// Which questions are shown to whoever answered so.
std::set<std::string> shown(const Questionnaire& questionnaire, const Answers& answers);
/// What keeps these answers from being sent, by code, of what is shown: unanswered, or outside its limits.
std::map<std::string, Message> missing(const Questionnaire& questionnaire, const Answers& answers);
/// Limits of one value: how many are chosen, every row of a required matrix.
std::optional<Message> refuses(const Question& question, const Value& value);

/// By which a form tells whether an answer was touched since it was drawn.
std::string mark(const Value& value);
/// Each entry in words: «Educación», «1. Agua», «ODS 4: Lo hacemos».
std::vector<std::string> in_words(const Question& question, const Offer& offer, const Value& value, Lang lang);
/// "1.5", "1320000.50": of thousandths or minor units, as forms and files write it.
std::string number_text(const Question& question, std::int64_t number);

}  // namespace alianza::surveys
