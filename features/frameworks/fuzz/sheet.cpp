// A file with a tree, whatever it holds: it is refused, or what is called good is a tree: each node once, behind the one above
// it.
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>

#include "features/frameworks/sheet.h"
#include "platform/documents/rows.h"

using namespace alianza;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto format = documents::sniff(bytes);
  if (!format || *format != documents::SheetFormat::csv) return 0;
  const auto sheet = frameworks::read_sheet(bytes);
  if (!sheet) return 0;
  const auto judged = frameworks::judge(sheet->rows, "2025");
  if (judged.wrong < 0 || judged.wrong > judged.rows) __builtin_trap();
  if (judged.problems.empty() != (judged.wrong == 0)) __builtin_trap();
  for (const auto& draft : judged.editions) {
    std::set<std::string> codes;
    std::map<frameworks::NodeId, int> depths;
    for (const auto& node : draft.nodes) {
      if (node.code.empty() || node.title.es.empty() || !codes.insert(node.code).second) __builtin_trap();
      const auto upper = depths.find(node.parent);
      if (node.parent ? upper == depths.end() || upper->second + 1 != node.depth : node.depth != 0) __builtin_trap();
      if (node.depth >= frameworks::deepest) __builtin_trap();
      depths.emplace(node.id, node.depth);
    }
  }
  return 0;
}
