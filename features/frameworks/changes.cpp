#include "features/frameworks/changes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "platform/base/words.h"

namespace alianza::frameworks {
namespace {

constexpr std::array<std::string_view, 5> change_words{"added", "retired", "renumbered", "reworded", "moved"};

std::map<std::string_view, const Node*> by_code(const std::vector<Node>& nodes) {
  std::map<std::string_view, const Node*> out;
  for (const auto& node : nodes) out.emplace(node.code, &node);
  return out;
}

bool has_same_words(const Node& a, const Node& b) { return a.title.es == b.title.es && a.title.en == b.title.en; }

}  // namespace

std::string_view to_text(ChangeKind kind) { return word_of(change_words, kind); }
bool from_text(std::string_view text, ChangeKind& kind) { return read_word(change_words, text, kind); }

Message label(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added: return _("Nuevos");
    case ChangeKind::retired: return _("Retirados");
    case ChangeKind::renumbered: return _("Con otro código");
    case ChangeKind::reworded: return _("Con otro texto");
    case ChangeKind::moved: return _("En otro lugar");
  }
  return {};
}

std::vector<Change> changes(const std::vector<Node>& before, const std::vector<Node>& after) {
  const auto former = by_code(before);
  std::set<const Node*> kept;
  std::vector<Change> out;
  for (const auto& node : after) {
    const bool has_other_code = !node.formerly.empty() && node.formerly != node.code && former.contains(node.formerly);
    const auto found = former.find(has_other_code ? node.formerly : node.code);
    if (found == former.end()) {
      out.push_back({ChangeKind::added, nullptr, &node});
      continue;
    }
    kept.insert(found->second);
    if (has_other_code)
      out.push_back({ChangeKind::renumbered, found->second, &node});
    else if (!has_same_words(*found->second, node))
      out.push_back({ChangeKind::reworded, found->second, &node});
    else if (found->second->parent_code != node.parent_code)
      out.push_back({ChangeKind::moved, found->second, &node});
  }
  for (const auto& node : before)
    if (!kept.contains(&node)) out.push_back({ChangeKind::retired, &node, nullptr});
  std::stable_sort(out.begin(), out.end(), [](const Change& a, const Change& b) { return a.kind < b.kind; });
  return out;
}

const Node* counterpart(const Node& node, const std::vector<Node>& own, Side side, const std::vector<const Node*>& others) {
  const auto with_code = [&](const std::string& code) -> const Node* {
    const auto found = std::find_if(others.begin(), others.end(), [&](const Node* other) { return other->code == code; });
    return found == others.end() ? nullptr : *found;
  };
  if (side == Side::earlier) {
    const auto* former = node.formerly.empty() ? nullptr : with_code(node.formerly);
    return former != nullptr ? former : with_code(node.code);
  }
  for (const auto* other : others)
    if (other->formerly == node.code) return other;
  const auto* same = with_code(node.code);
  if (same == nullptr || same->formerly.empty()) return same;
  const bool was_another = std::any_of(own.begin(), own.end(), [&](const Node& n) { return n.code == same->formerly; });
  return was_another ? nullptr : same;
}

}  // namespace alianza::frameworks
