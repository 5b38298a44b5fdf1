// The column "constraint": what means the least and the most of a question.
#include <algorithm>

#include "features/xlsforms/reading.h"
#include "platform/base/money.h"
#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

using surveys::Kind;

/// "12.5" in units of 10^-digits; nothing when it has more digits, or is too large.
std::optional<std::int64_t> in_units(std::string_view text, int digits) {
  const bool is_negative = text.starts_with('-');
  if (is_negative) text.remove_prefix(1);
  const auto point = text.find('.');
  auto figures = std::string(text.substr(0, point));
  auto fraction = point == std::string_view::npos ? std::string() : std::string(text.substr(point + 1));
  while (fraction.size() > static_cast<std::size_t>(digits) && fraction.ends_with('0')) fraction.pop_back();
  if (fraction.size() > static_cast<std::size_t>(digits) || figures.size() > 12) return std::nullopt;
  fraction.resize(static_cast<std::size_t>(digits), '0');
  figures += fraction;
  if (figures.empty() || !std::all_of(figures.begin(), figures.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const std::int64_t value = std::stoll(figures);
  return is_negative ? -value : value;
}

/// What is measured against a number.
enum class Measure : std::uint8_t { value, length, chosen };

struct Limit {
  std::string op;
  std::string number;
};

std::optional<Limit> limit_of(const Expression& e, Measure measure) {
  const auto is_measured = [&](const Expression& side) {
    const auto on_self = [](const Expression& call) { return call.parts.front().is(Expression::Kind::self); };
    switch (measure) {
      case Measure::value: return side.is(Expression::Kind::self);
      case Measure::length: return side.calls("string-length", 1) && on_self(side);
      case Measure::chosen: return side.calls("count-selected", 1) && on_self(side);
    }
    return false;
  };
  if (!e.is(Expression::Kind::compare)) return std::nullopt;
  const auto& left = e.parts.front();
  const auto& right = e.parts.back();
  if (is_measured(left) && right.is(Expression::Kind::number)) return Limit{e.text, right.text};
  if (!is_measured(right) || !left.is(Expression::Kind::number)) return std::nullopt;
  // "5 >= ." says the same as ". <= 5".
  auto op = e.text;
  std::replace_if(
      op.begin(), op.end(), [](char c) { return c == '<' || c == '>'; }, e.text.starts_with('<') ? '>' : '<');
  return Limit{op, left.text};
}

struct LimitReader {
  Question& question;
  Measure measure = Measure::value;
  int digits = 0;  // of the unit in which the limit is kept
  bool is_whole = false;

  bool take(const Expression& e) {
    const auto limit = limit_of(e, measure);
    if (!limit || limit->op == "!=") return false;
    auto value = in_units(limit->number, digits);
    if (!value) return false;
    const bool is_strict = limit->op == "<" || limit->op == ">";
    // More than 3 is 4 or more, where there is nothing between them.
    if (is_strict && !is_whole) return false;
    std::int64_t step = 1;
    for (int i = 0; i < digits; ++i) step *= 10;
    if (is_strict) *value += limit->op == ">" ? step : -step;
    if (limit->op.starts_with('>') || limit->op == "=") raise(*value);
    if (limit->op.starts_with('<') || limit->op == "=") lower(*value);
    return true;
  }
  void raise(std::int64_t least) { question.least = std::max(question.least.value_or(least), least); }
  void lower(std::int64_t most) { question.most = std::min(question.most.value_or(most), most); }
};

std::optional<LimitReader> reader_for(const Type& type, Question& question) {
  switch (question.kind) {
    case Kind::number: return LimitReader{question, Measure::value, 3, type.is_whole};
    case Kind::money: {
      const auto currency = Currency::parse(question.currency).value_or(Currency());
      return LimitReader{question, Measure::value, currency.exponent(), false};
    }
    case Kind::text: return LimitReader{question, Measure::length, 0, true};
    case Kind::many:
    case Kind::ranking: return LimitReader{question, Measure::chosen, 0, true};
    case Kind::sdg: return LimitReader{question, Measure::chosen, 0, true};
    default: return std::nullopt;
  }
}

}  // namespace

void read_constraint(Desk& desk, const BookRow& row, const Type& type, Question& question) {
  const auto& said = desk.survey.at(row, Column::constraint);
  if (said.empty()) return;
  const auto tell = [&](const std::string& part) {
    desk.tell(Outcome::left_out, desk.survey, row, desk.survey.find(Column::constraint),
              _("Esta regla no se admite y no se comprueba: {1}").arg(part));
  };
  const auto parsed = parse_expression(said);
  auto reader = reader_for(type, question);
  if (!parsed || !reader) return tell(said);
  const auto parts = parsed->is(Expression::Kind::all) ? parsed->parts : std::vector<Expression>{*parsed};
  for (const auto& part : parts) {
    const auto before = question;
    const bool is_taken = reader->take(part);
    // The least length of a text is not asked for anywhere; the longest has its own bounds.
    const bool is_out =
        question.kind == Kind::text &&
        (question.least != before.least || (question.most && (*question.most < 1 || *question.most > surveys::most_text)));
    if (is_out) question = before;
    if (!is_taken || is_out) tell(part.source.empty() ? said : part.source);
  }
}

}  // namespace alianza::xlsforms
