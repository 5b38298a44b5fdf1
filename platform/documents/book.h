#pragma once
// A workbook as texts: several sheets read whole, and written with the same bytes for the same content. For files that are
// exchanged with other programs (forms); tables that people download are those of table.h.
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/rows.h"

namespace alianza::documents {

struct BookRow {
  std::int64_t number = 0;  // in the sheet, from 1
  std::vector<std::string> cells;
  bool operator==(const BookRow&) const = default;
};
struct BookSheet {
  std::string name;
  std::vector<BookRow> rows;  // those with something in them, in order
  bool operator==(const BookSheet&) const = default;
};
struct Book {
  std::vector<BookSheet> sheets;
  std::vector<std::string> others;  // sheets with rows that were not asked for
  bool operator==(const Book&) const = default;
};

/// The sheets of these names (accents and case apart), in this order; when the file has a single sheet, that one whatever its
/// name. `options.sheet` counts for nothing. Errors as read_rows(); invalid also for CSV, which has no sheets.
Result<Book> read_book(std::string_view bytes, const std::vector<std::string>& names, const ReadOptions& options);

/// XLSX. Every cell is a text, the first row of each sheet is set in bold and stays in sight. Texts over 32,767 characters are
/// cut.
std::string write_book(const std::vector<BookSheet>& sheets);

}  // namespace alianza::documents
