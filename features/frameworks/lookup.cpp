#include "features/frameworks/lookup.h"

#include <algorithm>

namespace alianza::frameworks {
namespace {

bool has_all(const Node& node, const search::Sought& sought) {
  const auto words = search::words_of(node.code + " " + node.title.es + " " + node.title.en);
  return std::all_of(sought.words.begin(), sought.words.end(), [&](const std::string& wanted) {
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return word.starts_with(wanted); });
  });
}

}  // namespace

std::vector<Found> look_for(const std::vector<Node>& nodes, const search::Sought& sought, std::size_t most) {
  std::vector<Found> out;
  std::vector<const Node*> path;
  for (const auto& node : nodes) {
    path.resize(std::min(path.size(), static_cast<std::size_t>(node.depth)));
    if (out.size() < most && has_all(node, sought)) out.push_back({&node, path});
    path.push_back(&node);
  }
  return out;
}

}  // namespace alianza::frameworks
