#pragma once
// Two editions of a framework beside each other: what came, what went, what has another code or other words.
#include <vector>

#include "features/frameworks/frameworks.h"

namespace alianza::frameworks {

enum class ChangeKind : std::uint8_t { added, retired, renumbered, reworded, moved };
std::string_view to_text(ChangeKind kind);
bool from_text(std::string_view text, ChangeKind& kind);
/// «Nuevos», as the heading of a list of them.
Message label(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::added;
  const Node* before = nullptr;  // null: added
  const Node* after = nullptr;   // null: retired
};
/// Renumbered is what the later edition says it was (`formerly`), never a guess by words; the former node of its new code is then
/// retired. The same code with other words is reworded, whether a comma or the thing itself changed. By kind, then in the order
/// of the trees. Points into the two lists, which must outlive it.
std::vector<Change> changes(const std::vector<Node>& before, const std::vector<Node>& after);

enum class Side : std::uint8_t { earlier, later };
/// By the same rule, which of the nodes of another edition is `node`; null when it has none. `others`: at least those that have
/// its code or its former code, or say that it was theirs; `own`: all of the edition of `node`.
const Node* counterpart(const Node& node, const std::vector<Node>& own, Side side, const std::vector<const Node*>& others);

}  // namespace alianza::frameworks
