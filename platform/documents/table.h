#pragma once
// Tables as files that people download: CSV, XLSX and JSON of the same rows, in the same order of columns, without holding them
// in memory.
//
//     auto writer = documents::table_writer(documents::Format::csv, {.columns = {{"name", "Organización"}}, .title =
//     "Organizaciones"}); documents::Pieces pieces = documents::stream(std::move(writer), [=](documents::TableWriter& to) {
//     …to.row(…)…; return more; }); return http::Response::stream_download(pieces, documents::media_type(format), file_name);
//
// A spreadsheet takes a text that begins with = + - @, a tab or a carriage return for a formula: in CSV such a text gets an
// apostrophe before it; in XLSX texts are written as texts. Numbers and dates are typed by the caller and pass unchanged.
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/time.h"

namespace alianza::documents {

enum class Format { csv, xlsx, json };
inline constexpr std::array formats{Format::csv, Format::xlsx, Format::json};
std::optional<Format> format_from(std::string_view word);
std::string_view extension(Format format);   // "csv"
std::string_view media_type(Format format);  // with charset where it is text

struct Column {
  std::string name;   // the key in JSON: a word of the glossary
  std::string title;  // the head in CSV and XLSX, in the reader's language
  int width = 20;     // characters, XLSX
};

/// One value of a row.
class Cell {
 public:
  enum class Kind { empty, text, number, boolean, date };
  Cell() = default;
  Cell(std::string text) : kind_(text.empty() ? Kind::empty : Kind::text), text_(std::move(text)) {}
  Cell(std::string_view text) : Cell(std::string(text)) {}
  Cell(const char* text) : Cell(std::string(text)) {}
  Cell(std::int64_t number) : kind_(Kind::number), text_(std::to_string(number)) {}
  Cell(int number) : Cell(static_cast<std::int64_t>(number)) {}
  Cell(bool yes) : kind_(Kind::boolean), text_(yes ? "true" : "false") {}
  Cell(Date date) : kind_(Kind::date), text_(date.text()) {}
  template <class T>
  Cell(const std::optional<T>& value) {
    if (value) *this = Cell(*value);
  }
  /// A decimal number as text: digits, perhaps a sign before them and a point among them.
  static Cell decimal(std::string text);

  Kind kind() const { return kind_; }
  const std::string& text() const { return text_; }

 private:
  Kind kind_ = Kind::empty;
  std::string text_;
};

struct TableOptions {
  std::vector<Column> columns;
  std::string title;                                       // XLSX: name of the sheet
  std::vector<std::pair<std::string, std::string>> about;  // source, seal, filters, date: JSON "about", XLSX a second sheet
  /// Excel reads UTF-8 only after a byte-order mark; programs read it with and without.
  bool byte_order_mark = true;
};

class TableWriter {
 public:
  virtual ~TableWriter() = default;
  /// As many cells as columns.
  void row(const std::vector<Cell>& cells);
  /// The same for long files: a cell that many rows have is made once.
  virtual void row_of(const std::vector<const Cell*>& cells) = 0;
  /// After the last row, once.
  virtual void end() = 0;
  /// What is ready to be sent. After end(): call until it gives nothing.
  virtual std::string take() = 0;

 private:
  std::vector<const Cell*> pointers_;
};
std::unique_ptr<TableWriter> table_writer(Format format, TableOptions options);

/// Rows that a sheet can hold, its head included.
inline constexpr std::int64_t most_sheet_rows = 1'048'576;

/// Fills the writer with the next rows; false after the last.
using Source = std::function<bool(TableWriter&)>;
/// Gives the next piece of the file; false when it was the last. What http::Chunks wants.
using Pieces = std::function<bool(std::string&)>;
Pieces stream(std::unique_ptr<TableWriter> writer, Source source);
/// The same for rows that are few enough to be held.
Pieces stream(std::unique_ptr<TableWriter> writer, std::vector<std::vector<Cell>> rows);

}  // namespace alianza::documents
