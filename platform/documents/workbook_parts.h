#pragma once
// Inside the child: what the readers of XLSX and ODS share.
#include <exception>
#include <orcus/zip_archive.hpp>

#include "platform/documents/workbook.h"

namespace alianza::documents {

/// End the reading from wherever they are thrown.
struct TooLarge {
  Refusal why;
};
struct Damaged : std::exception {};

struct MergedRange {
  std::int64_t first_row;
  std::int64_t first_column;
  std::int64_t last_row;
  std::int64_t last_column;
};
/// Marks the cells of a merged range in the rows that are there.
void mark_merged(Sheet& sheet, const MergedRange& range, const WorkbookLimits& limits);

std::vector<Sheet> read_xlsx(const orcus::zip_archive& archive, const WorkbookLimits& limits);
std::vector<Sheet> read_ods(std::string_view bytes, const WorkbookLimits& limits);

}  // namespace alianza::documents
