// CSV as people save it, and as they do not: whatever comes, rows are clean text within the limits, or the error says why not.
#include <cstddef>
#include <cstdint>

#include "platform/base/text.h"
#include "platform/documents/rows.h"

using namespace alianza;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto format = documents::sniff(bytes);
  if (!format || *format != documents::SheetFormat::csv) return 0;
  documents::ReadOptions options;
  options.most_columns = 20;
  options.most_rows = 1000;
  std::int64_t last = 0;
  (void)documents::read_rows(bytes, options, [&](const documents::ReadRow& row) -> Done {
    if (row.number <= last || row.cells.empty() || row.cells.size() > options.most_columns) __builtin_trap();
    last = row.number;
    for (const auto& cell : row.cells)
      if (!is_clean_text(cell.text)) __builtin_trap();
    return {};
  });
  return 0;
}
