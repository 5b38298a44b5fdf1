#pragma once
// Inside the room: what one server holds, and the rounds that keep it: leases, cancellations, progress, new jobs.
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/jobs/running.h"
#include "platform/jobs/workers.h"

namespace alianza::jobs {

using Held = std::vector<std::shared_ptr<Running>>;

/// The jobs in the hands of this server's threads.
class Hands {
 public:
  void add(std::shared_ptr<Running> running);
  void remove(const Running& running);
  Held all() const;
  std::int64_t count() const;
  std::int64_t count(const Kind& kind) const;

 private:
  mutable std::mutex mutex_;
  Held held_;
};

/// The rounds; each is called by one thread at a time. Failures are returned and tried again at the next round.
class Keeper {
 public:
  Keeper(db::Database db, const Kinds& kinds, WorkersOptions options);

  /// Prolongs the leases and learns which were lost or should stop.
  Done beat(const Held& held);
  /// Learns who should stop, without writing.
  Done listen(const Held& held);
  Done keep_progress(const Held& held);
  /// Periodic jobs, and those whose server died.
  Done tidy();
  /// Takes up to `room` jobs, no more of a kind than its policy allows beside those in `hands`.
  struct Taken {
    std::vector<std::shared_ptr<Running>> jobs;
    bool others_took_some = false;  // worth looking again at once
  };
  Result<Taken> take(const Hands& hands, std::int64_t room);

 private:
  Result<std::vector<JobId>> candidates(const Hands& hands, std::int64_t room);

  db::Database db_;
  const Kinds& kinds_;
  WorkersOptions options_;
  std::string name_;  // in claimed_by; another at every start
  std::optional<Instant> next_period_;
};

}  // namespace alianza::jobs
