#include "platform/files/sweep.h"

#include <fmt/format.h>

#include <set>

namespace alianza::files {
namespace {

constexpr auto kept_without_row = std::chrono::hours(24);
constexpr std::int64_t rows_at_once = 500;

}  // namespace

Result<Swept> sweep(const db::Database& db, const Store& store, const std::function<Done()>& go_on) {
  Swept out;
  const auto old = store.clock().now() - kept_without_row;
  for (int i = 0; i < 256; ++i) {
    TRY(go_on());
    const auto digits = fmt::format("{:02x}", i);
    const auto there = store.in_folder(digits);
    if (there.empty()) continue;
    const auto rows = TRY(db.read([&](db::Tx& tx) {
      return tx.all<std::string>("SELECT digest FROM files WHERE digest >= :low AND digest < :high",
                                 {{"low", digits}, {"high", digits + "g"}});
    }));
    const std::set<std::string> known(rows.begin(), rows.end());
    for (const auto& digest : there)
      if (!known.contains(digest.text()) && store.remove_unless_written_since(digest, old)) ++out.files;
  }
  out.unfinished = store.remove_unfinished(old);
  for (std::int64_t deleted = rows_at_once; deleted == rows_at_once; out.rows += deleted) {
    TRY(go_on());
    deleted = TRY(db.write([&](db::Tx& tx) {
      return tx.exec(
          "DELETE FROM files WHERE digest IN (SELECT digest FROM files WHERE released_at < :old ORDER BY released_at LIMIT "
          ":limit)",
          {{"old", tx.now() - kept_without_row}, {"limit", rows_at_once}});
    }));
  }
  return out;
}

jobs::Kind sweeping(const Store& store) {
  const auto handler = [store](jobs::Context& context) -> Done {
    TRY(sweep(context.db(), store, [&] { return context.go_on(); }));
    return {};
  };
  return {.name = "files.sweep",
          .handler = handler,
          .policy = {.time_limit = std::chrono::minutes(30), .at_once = 1, .priority = 1000},
          .period = jobs::Period::daily(4 * 60 + 30)};
}

}  // namespace alianza::files
