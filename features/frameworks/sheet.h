#pragma once
// A file with a tree: read as rows of known columns, then judged as a whole. Pure but for the reader of sheets, which is the one
// of imports (platform/documents/rows.h).
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/frameworks/frameworks.h"

namespace alianza::frameworks {

inline constexpr std::int64_t most_rows = 5000;
inline constexpr std::int64_t most_nodes = 6000;  // of all editions of a file: one write
inline constexpr std::size_t most_bytes = std::size_t{4} << 20;
inline constexpr int deepest = 10;

enum class Column : std::uint8_t {
  edition,  // may name several: "2017|2020"
  code,
  level,
  parent,
  title_es,
  title_en,
  weight,
  same_as,
  formerly,
  note_es,
  note_en,
  spoilt  // not of the file: names of columns whose cell a spreadsheet changed (a code kept as a number or a date)
};
inline constexpr std::size_t column_count = 12;
/// "title_es": as downloads name it.
std::string_view to_text(Column column);
/// «Título (es)»
Message label(Column column);

struct SheetRow {
  std::int64_t number = 0;  // of the sheet, from 1
  std::array<std::string, column_count> cells;
  const std::string& at(Column column) const { return cells.at(static_cast<std::size_t>(column)); }
  std::string& at(Column column) { return cells.at(static_cast<std::size_t>(column)); }
};

struct Sheet {
  std::vector<SheetRow> rows;
  std::vector<std::string> unread;  // heads that mean nothing here
  std::string encoding;             // of a CSV: "UTF-8", "Windows-1252"; else empty
};
/// Errors: invalid or too_large at `file`, saying what to do: no sheet, no column of codes or titles, a head twice, too long.
Result<Sheet> read_sheet(std::string_view bytes);

/// What is wrong at one cell.
struct Problem {
  std::int64_t row = 0;
  Column column = Column::code;
  std::string said;  // what the cell holds
  Message message;
};

/// The good rows of one edition, in the order of the tree; ids are made, parents set, `edition` is not.
struct Draft {
  std::string edition;
  std::vector<Node> nodes;
};
struct Judged {
  std::vector<Draft> editions;    // by name, without those that have no good row
  std::vector<Problem> problems;  // by row
  std::int64_t rows = 0;          // in all
  std::int64_t wrong = 0;         // rows with a problem
  std::int64_t nodes() const;     // of all editions
};
/// Wrong are: a code, title, edition or weight that is none; a code twice; a parent that is not there, or above itself; levels
/// that disagree with those of the other rows; and whatever stands under a wrong row. `edition` counts for rows without one.
Judged judge(const std::vector<SheetRow>& rows, std::string_view edition);

}  // namespace alianza::frameworks
