#pragma once
// The threads of one server that do the jobs (they begin with a job and end when there is none), and the one that keeps their
// leases.
//
// Every server process runs one. A worker takes a job by a lease (who, until when, which attempt), prolonged while the handler
// works. A server that died lets its leases run out; then the attempt counts as failed and the job goes on elsewhere. The
// servers' clocks may differ by much less than a lease.
#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "platform/db/db.h"
#include "platform/jobs/kinds.h"

namespace alianza::jobs {

struct WorkersOptions {
  int threads = 4;                                // at most; they begin with the jobs
  std::chrono::milliseconds linger{1000};         // a thread without a job ends then and gives its memory back
  std::chrono::milliseconds poll{2000};           // for what other servers ask, and for retries; what this one asks wakes at once
  std::chrono::milliseconds lease{30000};         // prolonged three times in that time
  std::chrono::milliseconds progress_every{250};  // at most that often to the database
  std::function<void()> at_rest;                  // called once when jobs were done and no other has come for two lingers
};

class Workers {
 public:
  /// `kinds` outlives it and does not change any more.
  Workers(const db::Database& db, const Kinds& kinds, WorkersOptions options = {});
  ~Workers();
  void start();
  /// Takes nothing more, tells the handlers to end (Context::go_on), gives back what they had not finished and returns when the
  /// last has ended. Its leases hold meanwhile. Whoever cannot wait that long kills the process: nothing is lost.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Does on this thread, one after the other, everything that is due now, with the periodic ones; tells how many attempts were
/// made. For tests and the command line.
Result<int> run_due(const db::Database& db, const Kinds& kinds);

}  // namespace alianza::jobs
