#include "features/xlsforms/expressions.h"

#include <array>
#include <utility>

#include "platform/base/text.h"

namespace alianza::xlsforms {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_figure(char c) { return c >= '0' && c <= '9'; }
bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_figure(c) || c == '_' || c == '-'; }

/// By descent: any > all > comparison > value.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<Expression> whole() {
    auto out = joined(Expression::Kind::any, 0);
    skip();
    if (!out || at_ != text_.size()) return std::nullopt;
    return out;
  }

 private:
  void skip() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool take(std::string_view what) {
    skip();
    if (!text_.substr(at_).starts_with(what)) return false;
    at_ += what.size();
    return true;
  }
  /// "and", "or": a word of its own.
  bool take_word(std::string_view what) {
    skip();
    const auto end = at_ + what.size();
    if (!text_.substr(at_).starts_with(what) || (end < text_.size() && is_name(text_[end]))) return false;
    at_ = end;
    return true;
  }
  Expression with_source(Expression out, std::size_t from) const {
    out.source = trim(text_.substr(from, at_ - from));
    return out;
  }

  std::optional<Expression> joined(Expression::Kind kind, int depth) {
    if (depth > deepest_expression) return std::nullopt;
    skip();
    const auto from = at_;
    const bool is_any = kind == Expression::Kind::any;
    const auto next = [&] { return is_any ? joined(Expression::Kind::all, depth + 1) : comparison(depth + 1); };
    auto first = next();
    if (!first) return std::nullopt;
    Expression out{kind, {}, {}, {}};
    out.parts.push_back(std::move(*first));
    while (take_word(is_any ? "or" : "and")) {
      auto more = next();
      if (!more) return std::nullopt;
      out.parts.push_back(std::move(*more));
    }
    if (out.parts.size() == 1) {
      auto only = std::move(out.parts.front());
      return only;
    }
    return with_source(std::move(out), from);
  }

  std::optional<Expression> comparison(int depth) {
    skip();
    const auto from = at_;
    auto left = value(depth);
    if (!left) return std::nullopt;
    for (const std::string_view op : {"!=", "<=", ">=", "=", "<", ">"}) {
      if (!take(op)) continue;
      auto right = value(depth);
      if (!right) return std::nullopt;
      Expression out{Expression::Kind::compare, std::string(op), {}, {}};
      out.parts.push_back(std::move(*left));
      out.parts.push_back(std::move(*right));
      return with_source(std::move(out), from);
    }
    return left;
  }

  std::optional<Expression> value(int depth) {
    if (depth > deepest_expression) return std::nullopt;
    skip();
    const auto from = at_;
    if (at_ == text_.size()) return std::nullopt;
    const char c = text_[at_];
    if (take("(")) {
      auto inside = joined(Expression::Kind::any, depth + 1);
      if (!inside || !take(")")) return std::nullopt;
      return inside;
    }
    if (c == '\'' || c == '"') return word(c);
    if (take("${")) return reference(from);
    if (is_figure(c) || ((c == '-' || c == '.') && at_ + 1 < text_.size() && is_figure(text_[at_ + 1]))) return number();
    if (take(".")) return with_source({Expression::Kind::self, {}, {}, {}}, from);
    return call(depth);
  }

  std::optional<Expression> word(char mark) {
    const auto from = at_;
    const auto end = text_.find(mark, at_ + 1);
    if (end == std::string_view::npos) return std::nullopt;
    Expression out{Expression::Kind::word, std::string(text_.substr(at_ + 1, end - at_ - 1)), {}, {}};
    at_ = end + 1;
    return with_source(std::move(out), from);
  }
  std::optional<Expression> reference(std::size_t from) {
    const auto end = text_.find('}', at_);
    if (end == std::string_view::npos) return std::nullopt;
    Expression out{Expression::Kind::reference, trim(text_.substr(at_, end - at_)), {}, {}};
    at_ = end + 1;
    return with_source(std::move(out), from);
  }
  std::optional<Expression> number() {
    const auto from = at_;
    if (text_[at_] == '-') ++at_;
    while (at_ < text_.size() && (is_figure(text_[at_]) || text_[at_] == '.')) ++at_;
    Expression out{Expression::Kind::number, std::string(text_.substr(from, at_ - from)), {}, {}};
    return with_source(std::move(out), from);
  }
  std::optional<Expression> call(int depth) {
    const auto from = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    Expression out{Expression::Kind::call, std::string(text_.substr(from, at_ - from)), {}, {}};
    if (out.text.empty() || !take("(")) return std::nullopt;
    while (!take(")")) {
      if (!out.parts.empty() && !take(",")) return std::nullopt;
      auto argument = joined(Expression::Kind::any, depth + 1);
      if (!argument) return std::nullopt;
      out.parts.push_back(std::move(*argument));
    }
    return with_source(std::move(out), from);
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Expression> parse_expression(std::string_view text) {
  if (text.size() > longest_expression) return std::nullopt;
  return Parser(text).whole();
}

}  // namespace alianza::xlsforms
