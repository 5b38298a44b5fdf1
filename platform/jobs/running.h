#pragma once
// Inside the room: a job in the hands of a worker, seen by its handler and by the keeper of the leases.
#include <atomic>
#include <chrono>
#include <mutex>

#include "platform/jobs/kinds.h"
#include "platform/jobs/store.h"

namespace alianza::jobs {

enum class Stop : std::uint8_t { no, cancelled, shutdown, late, lost };

struct Running {
  Running(Job taken, const Kind& of)
      : job(std::move(taken)),
        kind(of),
        fence{job.id, job.attempt},
        since(std::chrono::steady_clock::now()),
        progress(job.progress),
        kept(progress) {}

  /// The first reason counts.
  void ask_to_stop(Stop why) {
    auto none = Stop::no;
    stop.compare_exchange_strong(none, why);
  }
  Progress progress_now() {
    const std::lock_guard lock(mutex);
    return progress;
  }
  Product product_now() {
    const std::lock_guard lock(mutex);
    return product;
  }
  bool late() const { return std::chrono::steady_clock::now() - since > kind.policy.time_limit; }

  const Job job;
  const Kind& kind;
  const store::Fence fence;
  const std::chrono::steady_clock::time_point since;
  std::atomic<Stop> stop{Stop::no};
  std::atomic<bool> finished{false};  // Context::finish was committed
  std::mutex mutex;                   // of what follows
  Progress progress;
  Progress kept;  // as the database has it
  Product product;
};

/// Calls the handler, then writes what became of the job: as long as it takes, but not longer than the lease can be kept.
void run(const db::Database& db, Running& running);
/// Ends the attempts whose leases ran out, of the kinds we know.
Done recover(const db::Database& db, const Kinds& kinds);
/// Asks for the periodic jobs whose period has begun; gives the beginning of the next one of any kind.
Result<std::optional<Instant>> begin_periods(const db::Database& db, const Kinds& kinds);

}  // namespace alianza::jobs
