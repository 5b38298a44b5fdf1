// A book of any cells: what is good passes the house's own rules and comes back the same when it is written and read again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "features/xlsforms/xlsforms.h"

using namespace alianza;

namespace {

/// Sheets by form feeds, rows by line ends, cells by vertical bars; the first row of a sheet is its heads, the first cell its
/// name.
documents::Book book_of(std::string_view text) {
  documents::Book out;
  std::string cell;
  bool is_name = true;
  std::int64_t number = 0;
  out.sheets.push_back({});
  const auto end_cell = [&] {
    if (is_name)
      out.sheets.back().name = cell;
    else
      out.sheets.back().rows.back().cells.push_back(cell);
    cell.clear();
  };
  for (const char c : text) {
    if (c == '|') {
      if (is_name || out.sheets.back().rows.empty()) continue;
      end_cell();
    } else if (c == '\n') {
      end_cell();
      is_name = false;
      out.sheets.back().rows.push_back({++number, {}});
    } else if (c == '\f') {
      end_cell();
      is_name = true;
      number = 0;
      out.sheets.push_back({});
    } else {
      cell += c;
    }
    if (number > 200) break;
  }
  end_cell();
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 20'000) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!parse_text(text, size + 1, Lines::many)) return 0;  // cells are, whoever read them
  const auto reading = xlsforms::read(book_of(text));
  if (reading.findings.size() > size + 1000) __builtin_trap();
  if (!reading.is_good()) return 0;
  if (!surveys::check(reading.form.questionnaire)) __builtin_trap();
  const auto once = xlsforms::write(reading.form);
  if (!once) return 0;  // an option with both kinds of quotation marks
  const auto again = xlsforms::read(*once);
  if (!again.is_good()) __builtin_trap();
  const auto twice = xlsforms::write(again.form);
  if (!twice || twice->sheets != once->sheets) __builtin_trap();
  return 0;
}
