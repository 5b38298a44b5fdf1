#pragma once
// The child's side of reading XLSX and ODS: liborcus fills these sheets. Nothing here trusts the file, and nobody outside the
// child calls it.
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "platform/documents/rows.h"

namespace alianza::documents {

/// A sheet as it was read: rows from 0, only those with something in them.
struct Sheet {
  std::string name;
  std::map<std::int64_t, std::vector<ReadCell>> rows;
};

/// Why a workbook could not be read; crosses to the parent as a number.
enum class Refusal : std::uint8_t { none, damaged, encrypted, too_many_rows, too_many_columns, no_such_sheet, empty };

struct Workbook {
  std::vector<Sheet> sheets;
  Refusal refusal = Refusal::none;
};

struct WorkbookLimits {
  std::int64_t rows = 0;
  std::size_t columns = 0;
};
/// Never throws but for want of memory.
Workbook read_workbook(SheetFormat format, std::string_view bytes, const WorkbookLimits& limits);

/// Is this number format of a sheet one of dates: "dd/mm/yyyy", but not "#,##0.00" or "[red]0"?
bool is_date_format(std::string_view code);
/// What day 0 of a sheet is: 1899-12-30, or 1904-01-01 in those of old Macs.
enum class Origin : std::uint8_t { in_1899, in_1904 };
/// A sheet's number as "2026-03-31", with " 14:30:00" when there is a time; empty when it is no day between 1 and 9999.
std::string date_text(double serial, Origin origin);
/// As briefly as it can be read back: 3, 0.1, 5512345678.
std::string number_text(double value);

}  // namespace alianza::documents
