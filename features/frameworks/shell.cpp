#include "features/frameworks/shell.h"

#include <algorithm>
#include <map>
#include <set>

namespace alianza::frameworks {

std::string Picker::described_by() const {
  std::string out = hint.empty() ? "" : hint_id();
  if (!error.empty()) out += (out.empty() ? "" : " ") + error_id();
  return out;
}

Picker picker(db::Tx& tx, AgencyId agency, const Picking& picking) {
  Picker out{.name = picking.name, .legend = picking.legend, .hint = picking.hint};
  if (picking.framework == "sdg") out.source = _("Textos: © Naciones Unidas, resolución A/RES/71/313.");
  const std::set<std::string> chosen(picking.chosen.begin(), picking.chosen.end());
  for (auto& node : nodes(tx, {agency, picking.framework, picking.edition, picking.most_depth})) {
    const bool is_chosen = chosen.contains(node.code);
    if (node.depth == 0) {
      const auto goal = goal_of(picking.framework, node.code);
      out.groups.push_back({{std::move(node.code), std::move(node.title), is_chosen}, goal, {}, false});
    } else if (!out.groups.empty()) {
      auto& group = out.groups.back();
      group.is_open = group.is_open || is_chosen;
      group.items.push_back({std::move(node.code), std::move(node.title), is_chosen});
    }
  }
  return out;
}

Result<std::vector<std::string>> read_picked(const std::vector<Node>& offered, const std::string& field,
                                             const std::vector<std::string>& typed) {
  std::map<std::string, const Node*> by_code;
  for (const auto& node : offered) by_code.emplace(node.code, &node);
  std::set<std::string> chosen;
  for (const auto& code : typed) {
    auto found = by_code.find(code);
    if (found == by_code.end()) return fail(Error::field(field, _("Elija entre los que se muestran.")));
    while (found != by_code.end() && chosen.insert(found->first).second) found = by_code.find(found->second->parent_code);
  }
  std::vector<std::string> out;
  for (const auto& node : offered)
    if (chosen.contains(node.code)) out.push_back(node.code);
  return out;
}

}  // namespace alianza::frameworks
