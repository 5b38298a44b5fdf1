#pragma once
// A template as it is understood, ready to be written as C++.
#include <string>
#include <vector>

#include "tools/htmlc/expression.h"

namespace htmlc {

struct Node {
  enum class Kind {
    literal,    // text: bytes of the page
    value,      // expression, escaped for `context`
    address,    // expression: a Url
    given,      // attribute `name` with expression, left out when it is empty
    condition,  // branches; the last may have no expression (else)
    loop,       // name: the variable; expression: the range; one branch
    let,        // name = expression, for what follows in the block
    include,    // expression: another page struct
    layout,     // expression: a shell; one branch: what goes into it
    content,    // in a shell: where that goes
    csrf,
    icon  // expression: its name
  };
  struct Branch {
    Expression condition;
    bool is_else = false;
    std::vector<Node> nodes;
  };
  enum class Context { text, attribute, address };

  Kind kind = Kind::literal;
  Position at;
  std::string text;
  std::string name;
  Expression expression;
  Context context = Context::text;
  bool uses_loop = false;  // loop: its body speaks of `loop`
  std::vector<Branch> branches;
};

struct Template {
  std::string header;     // "features/organizations/views.h"
  std::string space;      // "alianza::organizations::views"
  std::string page;       // "List"
  bool is_shell = false;  // has {% content %}
  std::vector<Node> nodes;
  std::vector<Sentence> sentences;
};

}  // namespace htmlc
