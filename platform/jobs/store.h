#pragma once
// Inside the room: the statements that workers run. Everything that a worker changes is fenced: it counts only while the job is
// running and in the attempt that this worker was given.
#include <span>

#include "platform/jobs/jobs.h"
#include "platform/jobs/rules.h"

// What Job::columns reads, in its order. A macro: statements are literals, put together by the compiler.
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage)
#define ALIANZA_JOB_COLUMNS                                                                                           \
  "id, kind, state, payload, agency_id, alliance_id, account_id, created_at, run_at, attempt, forgiven, started_at, " \
  "finished_at, cancel_asked, done, total, phase, saved, result_id, result_text, error, error_detail"

namespace alianza::jobs::store {

struct Fence {
  JobId id;
  std::int64_t attempt = 0;

  bool operator==(const Fence&) const = default;
  static void columns(auto& v, Fence& row) { v(row.id, row.attempt); }
};

/// A lease that still holds, and whether its job should stop.
struct Held {
  Fence fence;
  bool cancel_asked = false;

  static void columns(auto& v, Held& row) { v(row.fence, row.cancel_asked); }
};

/// What could be taken now, first come first.
std::vector<JobId> due(db::Tx& tx, std::string_view kind, std::int64_t limit);
/// Takes those of them that nobody took meanwhile: one statement, so that of two workers one gets the row.
std::vector<Job> claim(db::Tx& tx, const std::vector<JobId>& ids, std::string_view worker, Instant lease_until);
/// Prolongs this worker's leases; tells which still hold.
std::vector<Held> prolong(db::Tx& tx, const std::vector<JobId>& ids, std::string_view worker, Instant lease_until);
/// Which of them somebody wants to stop.
std::vector<Fence> cancelled(db::Tx& tx, const std::vector<JobId>& ids);
/// Running jobs of a kind whose lease has ended.
std::vector<Job> expired(db::Tx& tx, std::string_view kind, std::int64_t limit);
/// False when the lease was prolonged meanwhile, or the job is not in that attempt any more.
bool still_expired(db::Tx& tx, Fence fence);
/// The job while the fence holds, else nothing.
std::optional<Job> held(db::Tx& tx, Fence fence);

// The next three change nothing and say false when the fence does not hold.
enum class Fenced : bool { out, held };
Fenced keep_progress(db::Tx& tx, Fence fence, const Progress& progress);
Fenced save(db::Tx& tx, Fence fence, std::string_view saved_json, const Progress& progress);
Fenced finish(db::Tx& tx, Fence fence, const Progress& progress, const Product& product);

struct Trouble {
  std::string error;   // message key
  std::string detail;  // safe words
};
/// Writes what became of an attempt that did not do its work.
Fenced end_attempt(db::Tx& tx, Fence fence, const Verdict& verdict, const Progress& progress, const Trouble& trouble);

/// True once for each later period of a kind, whoever asks.
enum class Turn : bool { taken, ours };
Turn begin_period(db::Tx& tx, std::string_view kind, Instant period);

/// Deletes some of those that ended before; tells how many.
std::int64_t forget(db::Tx& tx, Instant ended_before, Instant dead_before, std::int64_t limit);

}  // namespace alianza::jobs::store
