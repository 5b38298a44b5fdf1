#pragma once
// Expressions of templates: a small part of C++ that reads values and changes nothing. Field paths, calls, comparisons,
// `and`, `or`, `not`, numbers, text in "double" or 'single' quotes, messages _("...") and N_("...", "...", n).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/htmlc/problem.h"

namespace htmlc {

struct Sentence {
  std::string one;
  std::string many;  // empty: no plural
  Position at;
};

/// `_("{1} de {2}", a, b)` or `N_("{1} fila", "{1} filas", n)` when it is the whole expression: resolved once, filled in place.
struct MessageCall {
  Sentence sentence;
  std::string count;
  std::vector<std::string> args;
};

struct Expression {
  std::string code;  // C++
  Position at;
  bool uses_loop = false;              // speaks of loop.first, loop.last, loop.index
  std::vector<Sentence> sentences;     // every message in it
  std::optional<MessageCall> message;  // when it is one message and nothing else
  std::optional<std::string> text;     // when it is one text literal and nothing else
};

/// Throws Refused. `at` is where `source` begins.
Expression parse_expression(std::string_view source, Position at);

/// "cond : value" in two at its colon outside of text and parentheses; the second is empty when there is none.
struct Halves {
  std::string_view first;
  std::optional<std::string_view> second;
};
Halves split_at_colon(std::string_view source);

/// A name of C++ that a template may introduce (`for row in`, `let name =`).
bool is_variable_name(std::string_view name);

/// `text` as a C++ string literal with its quotes.
std::string cpp_literal(std::string_view text);

}  // namespace htmlc
