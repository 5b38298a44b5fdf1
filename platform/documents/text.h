#pragma once
// What a document says, as plain text for the search: PDF by pdftotext, Word and OpenDocument texts by pandoc, each in a child
// process (child.h); sheets by the reader of sheets (rows.h). Nothing is parsed here (docs/decisions/0111-text-of-files.md).
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/documents/child.h"

namespace alianza::documents {

enum class TextFormat : std::uint8_t { pdf, docx, odt, sheet };

/// How much of a document was read.
enum class Extent : std::uint8_t {
  whole,
  part,       // the beginning: there was more than is kept, or more pages than are read
  nothing,    // it has no text: pictures of pages, for example
  locked,     // it asks for a password, or forbids to take its text
  unreadable  // it is damaged, is something else than it says, or would take more than it may
};

struct ReadText {
  std::string text;  // valid UTF-8 without control characters, runs of white space as one
  Extent extent = Extent::nothing;
};

struct TextLimits {
  std::size_t bytes = 60'000;  // of text that is kept
  int pages = 200;             // of a PDF that are read
  std::int64_t rows = 20'000;  // of a sheet
  ChildLimits child{};
};

/// Whatever is in the file, the answer is a value: what could be read, or why not. Error: unavailable, only when the program that
/// reads such files is missing.
Result<ReadText> read_text(TextFormat format, std::string_view bytes, const TextLimits& limits = {});

}  // namespace alianza::documents
