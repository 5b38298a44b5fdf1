#pragma once
// The expressions that XLSForm writes in `relevant` and `constraint`: XPath with ${question} and functions. Only their form; what
// they mean to a question is judged elsewhere.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace alianza::xlsforms {

struct Expression {
  enum class Kind : std::uint8_t {
    all,        // a and b
    any,        // a or b
    compare,    // a = b; `text` is the operator
    call,       // selected(a, b); `text` is the function
    reference,  // ${text}
    self,       // .
    word,       // 'text'
    number      // 3.5
  };
  Kind kind = Kind::word;
  std::string text;
  std::vector<Expression> parts;
  std::string source;  // as it was written

  bool is(Kind wanted) const { return kind == wanted; }
  bool calls(std::string_view function, std::size_t arguments) const {
    return kind == Kind::call && text == function && parts.size() == arguments;
  }
};

inline constexpr std::size_t longest_expression = 32'767;
inline constexpr int deepest_expression = 40;

/// Nothing when it is something else: arithmetic, a path, a typing error.
std::optional<Expression> parse_expression(std::string_view text);

}  // namespace alianza::xlsforms
