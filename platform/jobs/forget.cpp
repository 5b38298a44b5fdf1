#include "platform/jobs/forget.h"

#include "platform/jobs/store.h"

namespace alianza::jobs {

Kind forgetting(Retention retention) {
  constexpr std::int64_t slice = 500;
  const auto handler = [retention](Context& context) -> Done {
    std::int64_t deleted = 0;
    std::int64_t all = 0;
    do {
      TRY(context.go_on());
      deleted = TRY(context.db().write(
          [&](db::Tx& tx) { return store::forget(tx, tx.now() - retention.ended, tx.now() - retention.dead, slice); }));
      context.progress(all += deleted, 0);
    } while (deleted == slice);
    return {};
  };
  return {.name = "jobs.forget",
          .handler = handler,
          .policy = {.at_once = 1, .priority = 1000},
          .period = Period::daily(3 * 60 + 40)};
}

}  // namespace alianza::jobs
