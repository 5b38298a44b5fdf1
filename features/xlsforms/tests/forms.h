#pragma once
// Books written as text: cells by vertical bars, one row a line.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "features/xlsforms/xlsforms.h"
#include "platform/documents/workbook_child.h"

namespace alianza::xlsforms {

inline documents::BookSheet sheet(const std::string& name, const std::string& text) {
  documents::BookSheet out{name, {}};
  std::string cell;
  documents::BookRow row{1, {}};
  for (const char c : text + (text.ends_with("\n") ? "" : "\n")) {
    if (c == '|' || c == '\n') {
      row.cells.push_back(cell);
      cell.clear();
    } else {
      cell += c;
    }
    if (c != '\n') continue;
    if (row.cells != std::vector<std::string>{""}) out.rows.push_back(row);
    row = {row.number + 1, {}};
  }
  return out;
}

inline Reading read_text(const std::string& survey, const std::string& choices = {}, const std::string& settings = {}) {
  documents::Book book;
  book.sheets.push_back(sheet("survey", survey));
  if (!choices.empty()) book.sheets.push_back(sheet("choices", choices));
  if (!settings.empty()) book.sheets.push_back(sheet("settings", settings));
  return read(book);
}

/// "left_out survey C3 calculation|…": one finding a line.
inline std::string told(const Reading& reading) {
  std::string out;
  for (const auto& f : reading.findings)
    out += (out.empty() ? "" : " ") + std::string(to_text(f.outcome)) + ":" + f.sheet + (f.cell().empty() ? "" : "!" + f.cell());
  return out;
}

}  // namespace alianza::xlsforms
