#pragma once
// Gathers nodes, joins literals, and drops the white space that means nothing, so that pages stay light.
#include <string>
#include <string_view>
#include <vector>

#include "tools/htmlc/tree.h"

namespace htmlc {

class Builder {
 public:
  explicit Builder(std::vector<Node>& root) : target_(&root) {}

  /// Bytes of the page, exactly.
  void exact(std::string_view text);
  void space(bool has_newline);
  /// A word, an inline tag.
  void inline_text(std::string_view text);
  void inline_node(Node node);
  /// A tag beside which space means nothing.
  void block_text(std::string_view text);
  void block_node(Node node);

  /// Around the branches of a control statement.
  enum class Edge { opens, goes_on, ends_choice, ends_loop };
  void control(Edge edge);
  /// The last thing written was a block tag: space that follows means nothing.
  bool at_edge() const { return at_edge_; }
  void set_at_edge() { at_edge_ = true; }
  /// Sends what follows to another list; gives the one before.
  std::vector<Node>* send_to(std::vector<Node>* nodes);

 private:
  enum class Space { none, blank, newline };
  void flush();

  std::vector<Node>* target_;
  Space pending_ = Space::none;
  bool at_edge_ = true;
  bool after_opening_ = false;
};

/// Appends to the last literal, or begins one.
void append_literal(std::vector<Node>& nodes, std::string_view text);

}  // namespace htmlc
