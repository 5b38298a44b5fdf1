#pragma once
// Reading the sheets that people send: CSV, XLSX and ODS as rows of typed cells, one row after another, so that memory does not
// grow with the number of rows (docs/decisions/0060-reading-sheets.md).
//
//     const auto report = TRY(documents::read_rows(bytes, {}, [&](const documents::ReadRow& row) -> Done { … return {}; }));
//
// What kind of file it is, is told by its bytes, never by its name. CSV is read here; XLSX and ODS, whose inside can be made to
// hurt, are taken apart by a child process with little memory, little time and no way to the network (child.h).
//
// What the caller has to judge stays visible: which row of the file, the kind of each cell, whether cells were merged, a head
// that stands twice.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace alianza::documents {

enum class SheetFormat : std::uint8_t { csv, xlsx, ods };
std::string_view to_text(SheetFormat format);

/// What a cell holds. CSV knows only text and empty. A date is "2026-03-31" (with a time after it when there is one); a number is
/// written as briefly as it can be read back; a boolean "true" or "false"; an error the program's own word: "#N/A".
enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error };

struct ReadCell {
  CellKind kind = CellKind::empty;
  std::string text;
  bool merged = false;  // part of a merged range; only the first of them has a text
};

struct ReadRow {
  std::int64_t number = 0;  // in the sheet or, in CSV, the line where it begins; from 1
  std::vector<ReadCell> cells;
};

struct ReadOptions {
  std::string sheet;  // by name, accents and case apart; empty: the first one that has rows
  std::size_t most_bytes = std::size_t{20} * 1024 * 1024;
  std::int64_t most_rows = 100'000;
  std::size_t most_columns = 200;
};

struct ReadReport {
  SheetFormat format = SheetFormat::csv;
  std::string encoding;             // CSV: "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"
  char separator = ',';             // CSV
  std::string sheet;                // the one that was read
  std::vector<std::string> sheets;  // all that have rows
  std::int64_t rows = 0;
};

/// By its bytes. The error says what to do: an old .xls, a file with a password, a document that is no sheet.
Result<SheetFormat> sniff(std::string_view bytes);

using RowTaker = std::function<Done(const ReadRow&)>;
/// Gives each row that is not blank, in order. Errors: invalid with a sentence that names the line or what to save differently;
/// too_large beyond the limits; unavailable when the reader could not be started; whatever `take` answers, which ends the
/// reading.
Result<ReadReport> read_rows(std::string_view bytes, const ReadOptions& options, const RowTaker& take);

}  // namespace alianza::documents
