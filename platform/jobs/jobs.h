#pragma once
// The room of jobs: work that a request does not wait for. A feature registers kinds (kinds.h), asks for jobs here, inside the
// transaction of its own act, and reads here how far they are; workers.h runs them.
//
//   const auto job = jobs::enqueue(tx, {.kind = "documents.print", .payload_json = R"({"minutes":12})", .account_id = actor.id});
//
// What is promised. A job exists iff the transaction that asked for it was committed. No two workers run it at the same time, on
// any server, as long as handlers stop when they are told to. What a handler does to the database in the transaction in which it
// calls Context::finish happens exactly once; what it does elsewhere (mail, files, other servers) happens at least once, so it
// has to bear a second time. A server that is killed at any moment loses nothing: its jobs are taken again when their lease ends.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "platform/jobs/job.h"

namespace alianza::jobs {

struct Request {
  std::string_view kind;
  std::string payload_json = "{}";  // small; ids and words, no personal values
  std::optional<Instant> run_at{};  // not before; else at once
  std::int64_t agency_id = 0;       // 0: the server
  std::int64_t alliance_id = 0;
  std::int64_t account_id = 0;  // who asked, and may see and cancel it; 0: the program
  /// Of one kind, no two wait with the same key: then this is the waiting one, at the earlier of both times, with its own
  /// payload. One that runs is no obstacle: it may have read its data already.
  std::optional<std::string> unique_key{};
};

/// The id of the job, or of the one that waits with the same key. Wakes the workers of this program after the commit; other
/// servers see it when they look next.
JobId enqueue(db::Tx& tx, const Request& request);

/// A waiting job ends at once. A running one is asked to stop and shows as cancelling() until its handler has heard, which it may
/// have finished before. Conflict when it has ended; who may is asked by the caller, as in the next two.
Done cancel(db::Tx& tx, JobId id);
/// A dead job waits again, with as many attempts as a new one.
Done retry(db::Tx& tx, JobId id);
/// A dead job is not wanted any more.
Done dismiss(db::Tx& tx, JobId id);

std::optional<Job> find(db::Tx& tx, JobId id);

/// Newest first; the next page begins after the last id of this one.
struct Slice {
  JobId before{};  // 0: from the newest
  int limit = 50;
};
std::vector<Job> of_account(db::Tx& tx, std::int64_t account_id, Slice slice = {});
std::vector<Job> of_agency(db::Tx& tx, std::int64_t agency_id, Slice slice = {});
std::vector<Job> in_state(db::Tx& tx, State state, Slice slice = {});
/// Those that wait after an attempt that failed.
std::vector<Job> retrying(db::Tx& tx, Slice slice = {});

struct Counts {
  std::int64_t waiting = 0;
  std::int64_t running = 0;
  std::int64_t dead = 0;
  std::int64_t retrying = 0;          // of the waiting, those that have failed before
  std::optional<Instant> oldest_due;  // since when the longest waiting could have run

  static void columns(auto& v, Counts& row) { v(row.waiting, row.running, row.dead, row.retrying, row.oldest_due); }
};
Counts counts(db::Tx& tx);
/// The same as gauges of /metrics. `db` outlives the program's answers.
void register_gauges(const db::Database& db);

}  // namespace alianza::jobs
