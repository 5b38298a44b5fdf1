// {{ value }}, {{? condition : value }} and {{? value }}.
#include "tools/htmlc/parsing.h"

namespace htmlc {

Node Parser::read_value(Node::Context context) {
  const auto opened = source_.position();
  source_.take("{{");
  const bool conditional = source_.take("?");
  const auto at = source_.position();
  const auto inner = take_until("}}", opened, "{{");
  Node value;
  value.kind = Node::Kind::value;
  value.context = context;
  value.at = at;
  if (!conditional) {
    value.expression = expression(inner, at);
    return value;
  }
  const auto halves = split_at_colon(inner);
  Node choice;
  choice.kind = Node::Kind::condition;
  choice.at = at;
  choice.context = context;
  choice.branches.emplace_back();
  choice.branches[0].condition = expression(halves.first, at);
  if (!halves.second) return choice;  // "{{? value }}": what it means is for the attribute to say
  value.at = position_in(inner, *halves.second, at);
  value.expression = expression(*halves.second, value.at);
  choice.branches[0].nodes.push_back(std::move(value));
  return choice;
}

}  // namespace htmlc
