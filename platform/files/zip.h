#pragma once
// An archive written entry by entry into a file of the store. The same entries in the same order give the same bytes: no time,
// no owner, no machine goes into it (docs/decisions/0081).
#include <memory>
#include <string>
#include <string_view>

#include "platform/files/store.h"

namespace alianza::files {

class Zip {
 public:
  /// `into` outlives it.
  explicit Zip(Writer& into);
  ~Zip();
  Zip(const Zip&) = delete;
  Zip& operator=(const Zip&) = delete;

  /// `path` in ASCII, with "/" between folders, no two the same. Error: unavailable, as Writer.
  Done add(const std::string& path, std::string_view bytes);
  /// The same from the store; gives the content as it was read, which may differ from its name when the disk is damaged.
  Result<Kept> add(const std::string& path, std::int64_t bytes, Reader reader);
  /// The central directory; then the writer can be finished.
  Done finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace alianza::files
