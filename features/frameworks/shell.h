#pragma once
// Choosing goals and targets in the forms of other features (surveys, projects): boxes that work without JavaScript.
//
//     page.picker = frameworks::picker(tx, agency, {.name = "sdg", .legend = _("ODS"), .chosen = typed});   // one query
//     {% include page.picker %}
//     const auto codes = TRY(frameworks::read_picked(frameworks::nodes(tx, {.agency = agency, .most_depth = 1}), "sdg", typed));
#include <optional>
#include <string>
#include <vector>

#include "features/frameworks/actions.h"
#include "platform/html/sdg.h"
#include "platform/html/words.h"

namespace alianza::frameworks {

struct PickerItem {
  std::string code;  // the value that is sent
  LocalizedText title;
  bool is_chosen = false;
};
/// A node on top, and inside, folded until one of them is chosen, those right under it.
struct PickerGroup {
  PickerItem head;
  int goal = 0;  // its tile; 0: none
  std::vector<PickerItem> items;
  bool is_open = false;
  std::string id(const std::string& prefix) const { return prefix + "-" + head.code; }
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s32}; }
  Message short_name() const { return html::sdg_name(goal); }  // only of a goal
};
struct Picker {
  std::string name;  // of every box: "sdg=4&sdg=4.7"
  html::Words legend;
  html::Words hint = {};
  html::Words error = {};
  html::Words source = {};  // who the texts belong to; shown under the boxes
  std::vector<PickerGroup> groups = {};
  bool is_optional = false;

  std::string hint_id() const { return name + "-hint"; }
  std::string error_id() const { return name + "-error"; }
  std::string described_by() const;
  std::string id_of(const PickerItem& item) const { return name + "-" + item.code; }
};
void render(const Picker& page, html::Out& out);

struct Picking {
  std::string name = "sdg";
  html::Words legend = {};
  html::Words hint = {};
  std::string framework = "sdg";
  std::string edition = {};  // empty: the newest in use
  int most_depth = 1;        // 0: the top alone
  std::vector<std::string> chosen = {};
};
/// Without groups when the agency did not add that framework. One query.
Picker picker(db::Tx& tx, AgencyId agency, const Picking& picking);

/// The codes that were chosen, each once, in the order of the tree; one brings those above it along. Error: invalid at `field`,
/// one is not among the nodes that were offered.
Result<std::vector<std::string>> read_picked(const std::vector<Node>& offered, const std::string& field,
                                             const std::vector<std::string>& typed);

}  // namespace alianza::frameworks
