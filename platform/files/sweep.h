#pragma once
// The nightly sweep of the folder (README.md).
#include "platform/files/store.h"
#include "platform/jobs/kinds.h"

namespace alianza::files {

struct Swept {
  int files = 0;       // under no row for a day
  int unfinished = 0;  // begun and never finished
  std::int64_t rows = 0;
};
/// Files first, then rows: a file goes at the earliest a night after its row.
Result<Swept> sweep(const db::Database& db, const Store& store, const std::function<Done()>& go_on);
/// "files.sweep", once a night.
jobs::Kind sweeping(const Store& store);

}  // namespace alianza::files
