#pragma once
// CSV as in RFC 4180: writing for people who open it in a spreadsheet, reading of what they save there.
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"
#include "platform/documents/table.h"

namespace alianza::documents {

/// A text that a spreadsheet will not run: an apostrophe before a leading = + - @, tab or carriage return.
std::string without_formula(std::string_view text);

std::unique_ptr<TableWriter> csv_writer(TableOptions options);

struct CsvTable {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;  // each as long as the head
  /// The cells of a column by its head, or -1.
  int column(std::string_view name) const;
};
/// Understands a byte-order mark, comma, semicolon or tab (told by the head line), quotes, and any line end. Blank lines are left
/// out, short rows filled. The error names the line: text that is not UTF-8, a quote that is never closed, a row longer than the
/// head, a head twice.
Result<CsvTable> read_csv(std::string_view text);

}  // namespace alianza::documents
