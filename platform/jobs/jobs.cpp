#include "platform/jobs/jobs.h"

#include <limits>

#include "platform/jobs/bell.h"
#include "platform/jobs/rules.h"
#include "platform/jobs/store.h"
#include "platform/log/metrics.h"

namespace alianza::jobs {
namespace {

std::int64_t before(Slice slice) { return slice.before ? slice.before.value() : std::numeric_limits<std::int64_t>::max(); }

Result<Job> demand(db::Tx& tx, JobId id, Act act) {
  auto job = find(tx, id);
  if (!job) return fail(Error::not_found());
  if (!allowed(act, job->state)) return fail(Error::conflict(_("El trabajo ya no está en un estado que lo permita.")));
  return std::move(*job);
}

}  // namespace

JobId enqueue(db::Tx& tx, const Request& request) {
  ENSURE(!request.kind.empty());
  const auto id = tx.one<JobId>(
      "INSERT INTO jobs (id, kind, state, payload, unique_key, agency_id, alliance_id, account_id, created_at, run_at, attempt, "
      "forgiven, claimed_by, cancel_asked, done, total, phase, saved, result_id, result_text, error, error_detail) "
      "VALUES (:id, :kind, 'waiting', :payload, :key, :agency, :alliance, :account, :now, :run_at, 0, 0, '', FALSE, 0, 0, '', "
      "'', "
      "0, '', '', '') ON CONFLICT (kind, unique_key) WHERE state = 'waiting' DO UPDATE SET "
      "run_at = CASE WHEN excluded.run_at < jobs.run_at THEN excluded.run_at ELSE jobs.run_at END RETURNING id",
      {{"id", JobId::make()},
       {"kind", request.kind},
       {"payload", request.payload_json},
       {"key", request.unique_key},
       {"agency", request.agency_id},
       {"alliance", request.alliance_id},
       {"account", request.account_id},
       {"now", tx.now()},
       {"run_at", request.run_at.value_or(tx.now())}});
  ENSURE(id.has_value());
  tx.after_commit(ring_bell);
  return *id;
}

Done cancel(db::Tx& tx, JobId id) {
  const auto job = TRY(demand(tx, id, Act::cancel));
  if (job.state == State::waiting)
    tx.exec("UPDATE jobs SET state = 'cancelled', finished_at = :now WHERE id = :id AND state = 'waiting'",
            {{"now", tx.now()}, {"id", id}});
  else
    tx.exec("UPDATE jobs SET cancel_asked = TRUE WHERE id = :id AND state = 'running'", {{"id", id}});
  tx.after_commit(ring_bell);
  return {};
}

Done retry(db::Tx& tx, JobId id) {
  TRY(demand(tx, id, Act::retry));
  tx.exec(
      "UPDATE jobs SET state = 'waiting', run_at = :now, finished_at = NULL, forgiven = attempt, unique_key = CASE WHEN EXISTS "
      "(SELECT 1 FROM jobs o WHERE o.kind = jobs.kind AND o.unique_key = jobs.unique_key AND o.state = 'waiting') THEN NULL "
      "ELSE unique_key END WHERE id = :id AND state = 'dead'",
      {{"now", tx.now()}, {"id", id}});
  tx.after_commit(ring_bell);
  return {};
}

Done dismiss(db::Tx& tx, JobId id) {
  TRY(demand(tx, id, Act::dismiss));
  tx.exec("UPDATE jobs SET state = 'dismissed', finished_at = :now WHERE id = :id AND state = 'dead'",
          {{"now", tx.now()}, {"id", id}});
  return {};
}

std::optional<Job> find(db::Tx& tx, JobId id) {
  return tx.one<Job>("SELECT " ALIANZA_JOB_COLUMNS " FROM jobs WHERE id = :id", {{"id", id}});
}

std::vector<Job> of_account(db::Tx& tx, std::int64_t account_id, Slice slice) {
  return tx.all<Job>("SELECT " ALIANZA_JOB_COLUMNS
                     " FROM jobs WHERE account_id = :account AND id < :before ORDER BY id DESC LIMIT :limit",
                     {{"account", account_id}, {"before", before(slice)}, {"limit", slice.limit}});
}

std::vector<Job> of_agency(db::Tx& tx, std::int64_t agency_id, Slice slice) {
  return tx.all<Job>("SELECT " ALIANZA_JOB_COLUMNS
                     " FROM jobs WHERE agency_id = :agency AND id < :before ORDER BY id DESC LIMIT :limit",
                     {{"agency", agency_id}, {"before", before(slice)}, {"limit", slice.limit}});
}

std::vector<Job> in_state(db::Tx& tx, State state, Slice slice) {
  return tx.all<Job>("SELECT " ALIANZA_JOB_COLUMNS
                     " FROM jobs WHERE state = :state AND id < :before ORDER BY id DESC LIMIT :limit",
                     {{"state", state}, {"before", before(slice)}, {"limit", slice.limit}});
}

std::vector<Job> retrying(db::Tx& tx, Slice slice) {
  return tx.all<Job>("SELECT " ALIANZA_JOB_COLUMNS
                     " FROM jobs WHERE state = 'waiting' AND attempt > forgiven AND id < :before ORDER BY id DESC LIMIT :limit",
                     {{"before", before(slice)}, {"limit", slice.limit}});
}

Counts counts(db::Tx& tx) {
  return *tx.one<Counts>(
      "SELECT (SELECT count(*) FROM jobs WHERE state = 'waiting'), (SELECT count(*) FROM jobs WHERE state = 'running'), "
      "(SELECT count(*) FROM jobs WHERE state = 'dead'), "
      "(SELECT count(*) FROM jobs WHERE state = 'waiting' AND attempt > forgiven), (SELECT min(run_at) FROM jobs WHERE state = "
      "'waiting' AND run_at <= "
      ":now)",
      {{"now", tx.now()}});
}

void register_gauges(const db::Database& db) {
  const auto gauge = [&db](const char* name, const char* help, double (*read)(const Counts&, Instant)) {
    metrics::gauge(name, help, [&db, read] {
      const auto value = db.read([&](db::Tx& tx) { return read(counts(tx), tx.now()); });
      return value ? *value : std::numeric_limits<double>::quiet_NaN();
    });
  };
  gauge("alianza_jobs_waiting", "Jobs that wait for a worker or for their time.",
        [](const Counts& c, Instant) { return static_cast<double>(c.waiting); });
  gauge("alianza_jobs_running", "Jobs that a worker of some server holds.",
        [](const Counts& c, Instant) { return static_cast<double>(c.running); });
  gauge("alianza_jobs_retrying", "Jobs that wait after an attempt that failed.",
        [](const Counts& c, Instant) { return static_cast<double>(c.retrying); });
  gauge("alianza_jobs_dead", "Jobs that failed for the last time and wait for an operator.",
        [](const Counts& c, Instant) { return static_cast<double>(c.dead); });
  gauge("alianza_jobs_oldest_due_seconds", "How long the longest waiting job could have been running.",
        [](const Counts& c, Instant now) {
          return c.oldest_due ? std::chrono::duration<double>(now - *c.oldest_due).count() : 0.0;
        });
}

}  // namespace alianza::jobs
