#pragma once
// XLSX by libxlsxwriter in its constant-memory mode: rows go to a temporary file, which take() then gives in pieces.
// Decision 0020 says why it runs in this process and not in a child.
#include <memory>

#include "platform/documents/table.h"

namespace alianza::documents {

std::unique_ptr<TableWriter> xlsx_writer(TableOptions options);

/// A text as a cell takes it: not too long, and what XML cannot hold written as sheets write it.
std::string sheet_text(const std::string& text);

/// A file of our own, gone with the object.
class TemporaryFile {
 public:
  TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();
  const std::string& path() const { return path_; }
  std::string folder() const;
  /// All that stands in it.
  std::string read() const;

 private:
  std::string path_;
};

}  // namespace alianza::documents
