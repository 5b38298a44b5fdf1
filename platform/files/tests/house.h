#pragma once
// A folder of files with its rows, over a fresh database; the clock of the files stands still too.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "migrations/files.h"
#include "platform/db/testing.h"
#include "platform/files/files.h"
#include "platform/files/sweep.h"

namespace alianza::files {

class House {
 public:
  Kept put(const std::string& bytes) { return *store.put(bytes); }
  void use(const Kept& kept, std::int64_t subject) {
    ASSERT_TRUE(scratch.db().write([&](db::Tx& tx) { files::use(tx, kept, {"test", subject}); }));
  }
  void release(const Kept& kept, std::int64_t subject) {
    ASSERT_TRUE(scratch.db().write([&](db::Tx& tx) { files::release(tx, kept.digest, {"test", subject}); }));
  }
  Swept sweep() {
    return *files::sweep(scratch.db(), store, [] { return Done(); });
  }
  void next_day() { scratch.clock().advance(std::chrono::hours(25)); }
  /// Empty when it is not there.
  std::string read(const Digest& digest) {
    auto reader = store.open(digest);
    std::string out;
    while (reader) {
      const auto piece = *reader->next();
      if (piece.empty()) break;
      out += piece;
    }
    return out;
  }
  std::filesystem::path path_of(const Digest& digest) const { return folder / digest.text().substr(0, 2) / digest.text(); }
  int files_on_disk() const {
    int n = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.is_regular_file() && entry.path().filename() != "lock") ++n;
    return n;
  }

  test::Scratch scratch{migrations::files()};
  std::filesystem::path folder = scratch.folder() + "/files";
  Store store{folder, scratch.clock()};
};

}  // namespace alianza::files
