#pragma once
// A job that writes many things, some in each transaction.
#include <cstdint>
#include <type_traits>
#include <utility>

#include "platform/jobs/jobs.h"

namespace alianza::jobs {

/// Calls `write` until nothing is left: it gives, within the transaction, how many it has `done` and how many are `left`. The
/// last batch finishes the job in its own transaction. A server that is killed leaves whole batches; the next does what stands
/// after them.
template <class Write>
Done in_batches(Context& context, const Write& write) {
  using Batch = std::remove_cvref_t<decltype(*write(std::declval<db::Tx&>()))>;
  std::int64_t done = 0;
  for (;;) {
    TRY(context.go_on());
    const auto batch = TRY(context.db().write([&](db::Tx& tx) -> Result<Batch> {
      const auto written = TRY(write(tx));
      if (written.left == 0)
        context.finish(tx);
      else
        context.save(tx, "");
      return written;
    }));
    done += batch.done;
    if (batch.left == 0) return {};
    context.progress(done, done + batch.left);
  }
}

}  // namespace alianza::jobs
