// The column "relevant": what means conditions of the house.
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using surveys::Condition;
using surveys::ConditionTest;
using surveys::Kind;

constexpr std::size_t most_conditions = 10;

/// ${name} = 'word', either way round; an empty word asks whether there is any answer.
struct Comparison {
  std::string name;
  std::string word;
  bool is_equal = true;
};

std::optional<Comparison> comparison_of(const Expression& e) {
  if (!e.is(Expression::Kind::compare) || (e.text != "=" && e.text != "!=")) return std::nullopt;
  const auto* name = &e.parts.front();
  const auto* word = &e.parts.back();
  if (!name->is(Expression::Kind::reference)) std::swap(name, word);
  if (!name->is(Expression::Kind::reference)) return std::nullopt;
  if (!word->is(Expression::Kind::word) && !word->is(Expression::Kind::number)) return std::nullopt;
  return Comparison{name->text, word->text, e.text == "="};
}

ConditionTest opposite(ConditionTest test) { return test == ConditionTest::has ? ConditionTest::has_not : ConditionTest::has; }

class ConditionReader {
 public:
  explicit ConditionReader(Desk& desk) : desk_(desk) {
    for (auto& section : desk.out.form.questionnaire.sections)
      for (auto& question : section.questions) {
        order_.emplace(question.code, order_.size());
        questions_.emplace(question.code, &question);
      }
  }

  void read(const Pending& pending) {
    const auto found = questions_.find(pending.question);
    if (found == questions_.end()) return;
    const auto& said = desk_.survey.at(*pending.row, Column::relevant);
    // The condition of a group is that of each of its questions.
    const auto [known, is_new] = parsed_.emplace(pending.row->number, std::nullopt);
    if (is_new) known->second = parse_expression(said);
    const auto& parsed = known->second;
    if (!parsed) return tell(*pending.row, said);
    if (auto whole = of_matrix(*parsed)) return keep(*found->second, *pending.row, said, *whole);
    const auto parts = parsed->is(Expression::Kind::all) ? parsed->parts : std::vector<Expression>{*parsed};
    for (const auto& part : parts) {
      auto condition = of_matrix(part);
      if (!condition) condition = of_question(part);
      const auto& source = part.source.empty() ? said : part.source;
      if (condition)
        keep(*found->second, *pending.row, source, *condition);
      else
        tell(*pending.row, source);
    }
  }

 private:
  /// Once for each part of a cell, however many questions it concerns.
  void tell(const BookRow& row, const std::string& part) {
    if (!told_.emplace(row.number, part).second) return;
    desk_.tell(Outcome::left_out, desk_.survey, row, desk_.survey.find(Column::relevant),
               _("Esta condición no se admite: se preguntará sin que importe «{1}».").arg(part));
  }

  void keep(Question& question, const BookRow& row, const std::string& source, Condition condition) {
    const bool is_later = order_.at(condition.question) >= order_.at(question.code);
    if (is_later || question.conditions.size() == most_conditions) return tell(row, source);
    question.conditions.push_back(std::move(condition));
  }

  const Question* question_of(const std::string& name) const {
    const auto meant = desk_.names.find(name);
    if (meant == desk_.names.end() || meant->second.question.empty() || !meant->second.row.empty()) return nullptr;
    const auto found = questions_.find(meant->second.question);
    return found == questions_.end() || !found->second->is_asked() ? nullptr : found->second;
  }

  /// The option of a question by its name in the form.
  std::optional<std::string> option_of(const Question& question, const std::string& name) const {
    if (question.other == surveys::Other::text && name == surveys::other_code) return name;
    if (question.kind == Kind::scale) {
      for (auto step = question.least.value_or(1); step <= question.most.value_or(0); ++step)
        if (std::to_string(step) == name) return name;
      return std::nullopt;
    }
    if (question.kind == Kind::sdg || question.kind == Kind::organization)
      return name.empty() ? std::nullopt : std::optional(name);
    const auto list = desk_.lists_of.find(question.code);
    if (list == desk_.lists_of.end()) return std::nullopt;
    const auto& codes = desk_.lists.at(list->second).codes;
    const auto found = codes.find(name);
    return found == codes.end() ? std::nullopt : std::optional(found->second);
  }

  std::optional<Condition> of_question(const Expression& e) const {
    if (e.calls("not", 1)) {
      auto inside = of_question(e.parts.front());
      if (inside) inside->test = opposite(inside->test);
      return inside;
    }
    if (e.calls("selected", 2)) return chosen(e);
    if (const auto comparison = comparison_of(e)) return compared(*comparison);
    return measured(e);
  }

  std::optional<Condition> chosen(const Expression& e) const {
    const auto& name = e.parts.front();
    const auto& word = e.parts.back();
    if (!name.is(Expression::Kind::reference) || (!word.is(Expression::Kind::word) && !word.is(Expression::Kind::number)))
      return std::nullopt;
    const auto* question = question_of(name.text);
    if (question == nullptr || question->kind == Kind::matrix) return std::nullopt;
    auto option = option_of(*question, word.text);
    if (!option) return std::nullopt;
    return Condition{question->code, ConditionTest::has, std::move(*option)};
  }

  /// ${q} = 'a'; of several answers at once it would ask for that one alone, which is no condition of the house.
  std::optional<Condition> compared(const Comparison& comparison) const {
    const auto* question = question_of(comparison.name);
    if (question == nullptr || question->kind == Kind::matrix) return std::nullopt;
    const auto test = comparison.is_equal ? ConditionTest::has : ConditionTest::has_not;
    if (comparison.word.empty()) return Condition{question->code, opposite(test), {}};
    if (question->kind != Kind::one && question->kind != Kind::scale) return std::nullopt;
    auto option = option_of(*question, comparison.word);
    if (!option) return std::nullopt;
    return Condition{question->code, test, std::move(*option)};
  }

  /// string-length(${q}) > 0, count-selected(${q}) = 0: whether there is any answer.
  std::optional<Condition> measured(const Expression& e) const {
    if (!e.is(Expression::Kind::compare)) return std::nullopt;
    const auto& call = e.parts.front();
    const auto& number = e.parts.back();
    if ((!call.calls("string-length", 1) && !call.calls("count-selected", 1)) || !number.is(Expression::Kind::number))
      return std::nullopt;
    const auto* question = call.parts.front().is(Expression::Kind::reference) ? question_of(call.parts.front().text) : nullptr;
    if (question == nullptr || question->kind == Kind::matrix) return std::nullopt;
    const auto test = e.text + number.text;
    if (test == ">0" || test == "!=0" || test == ">=1") return Condition{question->code, ConditionTest::has, {}};
    if (test == "=0" || test == "<1") return Condition{question->code, ConditionTest::has_not, {}};
    return std::nullopt;
  }

  /// Of every row of a matrix the same: one of them is, or none is.
  std::optional<Condition> of_matrix(const Expression& e) const {
    const bool is_group = e.is(Expression::Kind::all) || e.is(Expression::Kind::any);
    std::vector<Comparison> compared;
    for (const auto& part : is_group ? e.parts : std::vector<Expression>{e}) {
      auto one = comparison_of(part);
      if (!one) return std::nullopt;
      compared.push_back(std::move(*one));
    }
    const auto& first = compared.front();
    const auto* matrix = matrix_of(compared);
    if (matrix == nullptr) return std::nullopt;
    for (const auto& one : compared)
      if (one.word != first.word || one.is_equal != first.is_equal) return std::nullopt;
    const bool asks_for_any = first.is_equal != first.word.empty();  // = 'a', or != ''
    if (is_group && compared.size() > 1 && e.is(Expression::Kind::any) != asks_for_any) return std::nullopt;
    Condition out{matrix->code, asks_for_any ? ConditionTest::has : ConditionTest::has_not, {}};
    if (first.word.empty()) return out;
    auto option = option_of(*matrix, first.word);
    if (!option) return std::nullopt;
    out.option = std::move(*option);
    return out;
  }
  /// The matrix whose rows these are, all of them.
  const Question* matrix_of(const std::vector<Comparison>& compared) const {
    std::string matrix;
    std::set<std::string> rows;
    for (const auto& one : compared) {
      const auto meant = desk_.names.find(one.name);
      if (meant == desk_.names.end() || meant->second.row.empty()) return nullptr;
      if (!matrix.empty() && matrix != meant->second.question) return nullptr;
      matrix = meant->second.question;
      rows.insert(meant->second.row);
    }
    const auto found = questions_.find(matrix);
    return found != questions_.end() && rows.size() == found->second->rows.size() ? found->second : nullptr;
  }

  Desk& desk_;
  std::map<std::string, std::size_t> order_;
  std::map<std::string, Question*> questions_;
  std::map<std::int64_t, std::optional<Expression>> parsed_;  // by row
  std::set<std::pair<std::int64_t, std::string>> told_;
};

}  // namespace

void read_conditions(Desk& desk) {
  ConditionReader reader(desk);
  for (const auto& pending : desk.pending) reader.read(pending);
}

}  // namespace alianza::xlsforms
