#pragma once
// Is every file that has a row there, and is it still what its name says?
#include <vector>

#include "platform/db/db.h"
#include "platform/files/store.h"

namespace alianza::files {

struct Verified {
  std::int64_t files = 0;
  std::int64_t bytes = 0;
  std::vector<Digest> missing;
  std::vector<Digest> damaged;
  bool ok() const { return missing.empty() && damaged.empty(); }
};
Result<Verified> verify(const db::Database& db, const Store& store);

}  // namespace alianza::files
