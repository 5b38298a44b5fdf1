#include "platform/http/route_tree.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/http/url.h"

namespace alianza::http {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

bool is_literal(std::string_view text) {
  return !text.empty() && text != "." && text != ".." && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  });
}

}  // namespace

std::optional<std::vector<PatternPiece>> parse_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern[0] != '/') return std::nullopt;
  std::vector<PatternPiece> pieces;
  if (pattern == "/") return pieces;
  while (!pattern.empty()) {
    pattern.remove_prefix(1);
    const auto end = pattern.find('/');
    auto text = pattern.substr(0, end);
    pattern = end == std::string_view::npos ? std::string_view() : pattern.substr(end);
    const bool parameter = text.size() > 2 && text.front() == '{' && text.back() == '}';
    if (parameter) text = text.substr(1, text.size() - 2);
    if (parameter ? !is_name(text) : !is_literal(text)) return std::nullopt;
    PatternPiece piece{std::string(text), parameter};
    if (parameter && std::find(pieces.begin(), pieces.end(), piece) != pieces.end()) return std::nullopt;
    pieces.push_back(std::move(piece));
  }
  if (pieces[0].text == "en" && !pieces[0].is_parameter) return std::nullopt;  // the prefix of English
  return pieces;
}

bool RouteTree::Leaf::empty() const {
  return std::all_of(route_by_method.begin(), route_by_method.end(), [](int route) { return route < 0; });
}

std::string RouteTree::Leaf::allow() const {
  std::string list = "OPTIONS";
  for (std::size_t i = 0; i < route_by_method.size(); ++i) {
    const auto method = static_cast<Method>(i);
    if (method == Method::options) continue;
    const bool head_of_get = method == Method::head && route_by_method[0] >= 0;
    if (route_by_method.at(i) >= 0 || head_of_get) list.append(", ").append(name(method));
  }
  return list;
}

void RouteTree::add(const std::vector<PatternPiece>& pieces, Method method, int route) {
  Node* node = &root_;
  for (const auto& piece : pieces) {
    std::unique_ptr<Node>* next = &node->parameter;
    if (!piece.is_parameter) {
      auto found =
          std::find_if(node->literals.begin(), node->literals.end(), [&](const auto& l) { return l.first == piece.text; });
      if (found == node->literals.end()) found = node->literals.insert(found, {piece.text, nullptr});
      next = &found->second;
    }
    if (!*next) *next = std::make_unique<Node>();
    node = next->get();
  }
  node->leaf.route_by_method.at(static_cast<std::size_t>(method)) = route;
}

const RouteTree::Leaf* RouteTree::walk(const Node& node, std::string_view rest, std::vector<std::string>& values) {
  if (rest.empty()) return node.leaf.empty() ? nullptr : &node.leaf;
  rest.remove_prefix(1);
  const auto end = rest.find('/');
  const auto piece = rest.substr(0, end);
  const auto after = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  if (piece.empty()) return nullptr;
  for (const auto& [text, next] : node.literals)
    if (text == piece)
      if (const auto* leaf = walk(*next, after, values)) return leaf;
  if (!node.parameter) return nullptr;
  std::string& value = values.emplace_back();
  if (append_percent_decoded(value, piece, Plus::is_plus) && is_clean_text(value))
    if (const auto* leaf = walk(*node.parameter, after, values)) return leaf;
  values.pop_back();
  return nullptr;
}

const RouteTree::Leaf* RouteTree::find(std::string_view raw_path, std::vector<std::string>& values) const {
  values.clear();
  return walk(root_, raw_path == "/" ? std::string_view() : raw_path, values);
}

}  // namespace alianza::http
