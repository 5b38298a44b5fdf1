#pragma once
// Inside the room: CSV as bytes, then as records. Who reads a whole table uses csv.h, who reads a person's file rows.h.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/result.h"

namespace alianza::documents {

/// Text as UTF-8 without its byte-order mark.
struct Decoded {
  std::string_view text;  // of the bytes that were given, or of `owned`
  std::string owned;      // when they had to be rewritten
  std::string encoding;   // "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252"
};
/// Tells the encoding by the mark, by zeros at every second place, by what is valid UTF-8; else it is Windows-1252. The error
/// names the line with a byte that no text has.
Result<Decoded> decode(std::string_view bytes);

/// No field says anything: a line that spreadsheets leave between rows.
bool is_blank(const std::vector<std::string>& fields);

/// One record after another; knows the line for error messages. The text is clean UTF-8 and outlives it.
class CsvRecords {
 public:
  /// The separator is told by the head line outside its quotes: comma, semicolon or tab. A first line "sep=;" says it aloud, as
  /// spreadsheets write it.
  explicit CsvRecords(std::string_view text);

  bool done() const { return at_ >= text_.size(); }
  char separator() const { return separator_; }
  /// Where the next record begins, from 1.
  std::int64_t line() const { return line_; }
  /// The error names the line: a quote that is never closed.
  Result<std::vector<std::string>> record();

 private:
  bool quoted(std::string& field);
  void end_of_line();

  std::string_view text_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
};

}  // namespace alianza::documents
