#pragma once
// The folder of files: written once, named by content, never changed. Knows no database; files.h has the rows.
//
//   auto writer = TRY(store.begin());
//   TRY(writer.write(piece)); …
//   const auto kept = TRY(writer.finish());      // durable from here on
//   … db.write([&](db::Tx& tx) { files::use(tx, kept, {"document_version", id.value()}); … });
//
// Errors are `unavailable`: no room, no permission. Another program's failures never carry a path to a page.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/base/result.h"
#include "platform/base/time.h"
#include "platform/files/digest.h"

namespace alianza::files {

/// A content that lies in the folder.
struct Kept {
  Digest digest;
  std::int64_t bytes = 0;
};

/// One file being written; what was not finished goes with it.
class Writer {
 public:
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  ~Writer();
  Done write(std::string_view piece);
  std::int64_t bytes() const;
  /// fsync, rename, fsync of the folder.
  Result<Kept> finish();

 private:
  friend class Store;
  struct State;
  explicit Writer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// One file being read.
class Reader {
 public:
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;
  ~Reader();
  /// The next piece, at most 64 KiB; empty at the end. Error: unavailable, when the disk fails.
  Result<std::string> next();

 private:
  friend class Store;
  explicit Reader(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

class Store {
 public:
  /// `clock` (which outlives it) dates the files for the sweep.
  explicit Store(std::filesystem::path folder, const Clock& clock = system_clock());

  Result<Writer> begin() const;
  Result<Kept> put(std::string_view bytes) const;
  /// Error: not_found.
  Result<Reader> open(const Digest& digest) const;

  // ---- For the sweep.
  const Clock& clock() const { return *clock_; }
  /// Every file whose name begins with these two digits.
  std::vector<Digest> in_folder(std::string_view two_digits) const;
  /// Deletes it unless somebody wrote the same content since; tells whether it did.
  bool remove_unless_written_since(const Digest& digest, Instant since) const;
  /// What was begun and never finished; tells how many.
  int remove_unfinished(Instant before) const;

 private:
  std::filesystem::path path_of(const Digest& digest) const;
  std::filesystem::path folder_;
  const Clock* clock_;
};

}  // namespace alianza::files
