#pragma once
// Inside the feature: addresses and pieces that its pages share.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/shell.h"
#include "features/frameworks/actions.h"
#include "features/frameworks/pages.h"
#include "platform/i18n/i18n.h"

namespace alianza::frameworks {

inline http::Url list_url(AllianceId alliance) { return http::Url("/alliances/{}/frameworks", alliance); }
inline http::Url framework_url(AllianceId alliance, FrameworkId id) {
  return http::Url("/alliances/{}/frameworks/{}", alliance, id);
}
inline http::Url edition_url(AllianceId alliance, const Edition& e) {
  return framework_url(alliance, e.framework).with("edition", e.name);
}
inline http::Url node_url(AllianceId alliance, FrameworkId framework, NodeId id) {
  return http::Url("/alliances/{}/frameworks/{}/nodes/{}", alliance, framework, id);
}
inline http::Url load_url(AllianceId alliance, LoadId id) { return http::Url("/alliances/{}/framework-loads/{}", alliance, id); }

/// A long tree is drawn to the depth at which it stays readable; what is below stands on the pages of its nodes.
inline constexpr std::size_t most_drawn = 1200;
/// The trees of a list in their order. `url` gives the address of a node, or none.
template <class Address>
std::vector<views::Branch> branches(const std::vector<Node>& nodes, const std::string& framework, const Address& url) {
  int deepest_drawn = deepest;
  const auto drawn = [&] {
    std::size_t n = 0;
    for (const auto& node : nodes) n += node.depth <= deepest_drawn ? 1U : 0U;
    return n;
  };
  const int top = nodes.empty() ? 0 : nodes.front().depth;
  while (deepest_drawn > top && drawn() > most_drawn) --deepest_drawn;
  std::vector<views::Branch> out;
  for (const auto& node : nodes) {
    auto* among = &out;
    for (int depth = top; depth < std::min(node.depth, deepest_drawn); ++depth) among = &among->back().under;
    if (node.depth > deepest_drawn) {
      ++among->back().not_drawn;
      continue;
    }
    among->push_back({url(node), node.code, node.title, node.depth == 0 ? goal_of(framework, node.code) : 0, {}, 0});
  }
  return out;
}

}  // namespace alianza::frameworks
