#include "tools/htmlc/builder.h"

#include <utility>

namespace htmlc {

void append_literal(std::vector<Node>& nodes, std::string_view text) {
  if (text.empty()) return;
  if (nodes.empty() || nodes.back().kind != Node::Kind::literal) nodes.emplace_back();
  nodes.back().text += text;
}

void Builder::exact(std::string_view text) { append_literal(*target_, text); }

void Builder::space(bool has_newline) {
  if (at_edge_ || (after_opening_ && has_newline)) return;
  if (pending_ != Space::newline) pending_ = has_newline ? Space::newline : Space::blank;
}

void Builder::flush() {
  if (pending_ != Space::none) append_literal(*target_, " ");
  pending_ = Space::none;
  at_edge_ = after_opening_ = false;
}

void Builder::inline_text(std::string_view text) {
  flush();
  append_literal(*target_, text);
}

void Builder::inline_node(Node node) {
  flush();
  target_->push_back(std::move(node));
}

void Builder::block_text(std::string_view text) {
  pending_ = Space::none;
  append_literal(*target_, text);
  at_edge_ = true;
  after_opening_ = false;
}

void Builder::block_node(Node node) {
  pending_ = Space::none;
  target_->push_back(std::move(node));
  at_edge_ = true;
  after_opening_ = false;
}

void Builder::control(Edge edge) {
  const bool edge_before = at_edge_;
  const bool line_ends_branch = (edge == Edge::goes_on || edge == Edge::ends_choice) && pending_ == Space::newline;
  if (line_ends_branch) pending_ = Space::none;
  flush();
  if (edge == Edge::opens || edge == Edge::goes_on) {
    at_edge_ = edge_before && edge == Edge::opens;
    after_opening_ = true;
  }
}

std::vector<Node>* Builder::send_to(std::vector<Node>* nodes) { return std::exchange(target_, nodes); }

}  // namespace htmlc
