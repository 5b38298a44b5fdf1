#pragma once
// What a response sent as one text, so that a file of many responses reads a row for each of them and not one for each value.
// No SQL, no HTTP.
//
// A line for each question, in the order of codes: its code, then a tab and an entry for each value. An entry is option, row,
// number and text with | between them; what is empty at its end is left out. In a text \\ \p \t \n stand for \ | tab and the end
// of a line.
//
//     actions	current|4	wished|5
//     budget	||1500
//     role	other|||Ser anfitriones
#include <deque>

#include "features/surveys/answers.h"

namespace alianza::surveys {

std::string pack(const Answers& answers);

/// An entry of a packed answer; its texts live until the next question.
struct PackedEntry {
  std::string_view option;
  std::string_view row;
  std::optional<std::int64_t> number;
  std::string_view text;
  Entry entry() const { return {std::string(row), std::string(option), number, std::string(text)}; }
};

/// Goes through a packed text from question to question, without copying what it can leave where it is. Throws Impossible at what
/// pack() does not write.
class PackedReader {
 public:
  /// `packed` outlives the reader.
  explicit PackedReader(std::string_view packed) : rest_(packed) {}
  bool next();
  std::string_view code() const { return code_; }
  const std::vector<PackedEntry>& entries() const { return entries_; }

 private:
  void read_entry();
  std::string_view plain(std::string_view escaped);

  std::string_view rest_;
  std::string_view code_;
  std::vector<PackedEntry> entries_;
  std::deque<std::string> plain_;  // texts that were written otherwise
};

Answers unpack(std::string_view packed);

}  // namespace alianza::surveys
