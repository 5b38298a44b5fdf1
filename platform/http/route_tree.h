#pragma once
// Finds routes by the pieces of a path. A literal piece goes before a parameter. Inside the room only.
#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/http/request.h"

namespace alianza::http {

/// A pattern taken apart: "/a/{b}" is the literal "a" and the parameter "b".
struct PatternPiece {
  std::string text;
  bool is_parameter = false;
  bool operator==(const PatternPiece&) const = default;
};
/// None when the pattern is wrong: it does not begin with /, an empty piece, odd characters, a parameter twice, "/en".
std::optional<std::vector<PatternPiece>> parse_pattern(std::string_view pattern);

class RouteTree {
 public:
  struct Leaf {
    std::array<int, 7> route_by_method;  // index of the route, -1 when there is none
    Leaf() { route_by_method.fill(-1); }
    bool empty() const;
    std::string allow() const;
  };
  void add(const std::vector<PatternPiece>& pieces, Method method, int route);
  /// `raw_path` is not decoded yet; `values` gets what stands at parameters, decoded. Null when nothing lies there or a
  /// parameter is not clean text.
  const Leaf* find(std::string_view raw_path, std::vector<std::string>& values) const;

 private:
  struct Node {
    std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
    std::unique_ptr<Node> parameter;
    Leaf leaf;
  };
  static const Leaf* walk(const Node& node, std::string_view rest, std::vector<std::string>& values);
  Node root_;
};

}  // namespace alianza::http
