#pragma once
// Looking for words in a tree: in codes and titles, in both languages, accents and case apart.
#include <vector>

#include "features/frameworks/frameworks.h"
#include "platform/search/words.h"

namespace alianza::frameworks {

struct Found {
  const Node* node = nullptr;
  std::vector<const Node*> path;  // above it, from the top
};
/// Every word that is sought begins some word of the node, in whatever language. In the order of the tree, at most `most`. Points
/// into `nodes`, which must outlive it.
std::vector<Found> look_for(const std::vector<Node>& nodes, const search::Sought& sought, std::size_t most);

}  // namespace alianza::frameworks
