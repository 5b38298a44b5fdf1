#include "platform/jobs/store.h"

#include "platform/db/param.h"

namespace alianza::jobs::store {
namespace {

Fenced fenced(std::int64_t changed) { return changed == 1 ? Fenced::held : Fenced::out; }

}  // namespace

std::vector<JobId> due(db::Tx& tx, std::string_view kind, std::int64_t limit) {
  return tx.all<JobId>(
      "SELECT id FROM jobs WHERE kind = :kind AND state = 'waiting' AND run_at <= :now ORDER BY run_at, id LIMIT :limit",
      {{"kind", kind}, {"now", tx.now()}, {"limit", limit}});
}

std::vector<Job> claim(db::Tx& tx, const std::vector<JobId>& ids, std::string_view worker, Instant lease_until) {
  return tx.all<Job>(
      "UPDATE jobs SET state = 'running', attempt = attempt + 1, claimed_by = :worker, lease_until = :until, started_at = :now "
      "WHERE id IN (:ids...) AND state = 'waiting' AND run_at <= :now RETURNING " ALIANZA_JOB_COLUMNS,
      {{"worker", worker}, {"until", lease_until}, {"now", tx.now()}, {"ids", db::list(ids)}});
}

std::vector<Held> prolong(db::Tx& tx, const std::vector<JobId>& ids, std::string_view worker, Instant lease_until) {
  return tx.all<Held>(
      "UPDATE jobs SET lease_until = :until WHERE id IN (:ids...) AND state = 'running' AND claimed_by = :worker "
      "RETURNING id, attempt, cancel_asked",
      {{"until", lease_until}, {"ids", db::list(ids)}, {"worker", worker}});
}

std::vector<Fence> cancelled(db::Tx& tx, const std::vector<JobId>& ids) {
  return tx.all<Fence>("SELECT id, attempt FROM jobs WHERE id IN (:ids...) AND state = 'running' AND cancel_asked",
                       {{"ids", db::list(ids)}});
}

std::vector<Job> expired(db::Tx& tx, std::string_view kind, std::int64_t limit) {
  return tx.all<Job>(
      "SELECT " ALIANZA_JOB_COLUMNS
      " FROM jobs WHERE state = 'running' AND lease_until < :now AND kind = :kind ORDER BY lease_until LIMIT :limit",
      {{"now", tx.now()}, {"kind", kind}, {"limit", limit}});
}

bool still_expired(db::Tx& tx, Fence fence) {
  return tx
      .one<JobId>("SELECT id FROM jobs WHERE id = :id AND attempt = :attempt AND state = 'running' AND lease_until < :now",
                  {{"id", fence.id}, {"attempt", fence.attempt}, {"now", tx.now()}})
      .has_value();
}

std::optional<Job> held(db::Tx& tx, Fence fence) {
  return tx.one<Job>("SELECT " ALIANZA_JOB_COLUMNS " FROM jobs WHERE id = :id AND attempt = :attempt AND state = 'running'",
                     {{"id", fence.id}, {"attempt", fence.attempt}});
}

Fenced keep_progress(db::Tx& tx, Fence fence, const Progress& progress) {
  return fenced(
      tx.exec("UPDATE jobs SET done = :done, total = :total, phase = :phase "
              "WHERE id = :id AND attempt = :attempt AND state = 'running'",
              {{"done", progress.done},
               {"total", progress.total},
               {"phase", progress.phase},
               {"id", fence.id},
               {"attempt", fence.attempt}}));
}

Fenced save(db::Tx& tx, Fence fence, std::string_view saved_json, const Progress& progress) {
  return fenced(
      tx.exec("UPDATE jobs SET saved = :saved, done = :done, total = :total, phase = :phase "
              "WHERE id = :id AND attempt = :attempt AND state = 'running'",
              {{"saved", saved_json},
               {"done", progress.done},
               {"total", progress.total},
               {"phase", progress.phase},
               {"id", fence.id},
               {"attempt", fence.attempt}}));
}

Fenced finish(db::Tx& tx, Fence fence, const Progress& progress, const Product& product) {
  return fenced(
      tx.exec("UPDATE jobs SET state = 'done', claimed_by = '', lease_until = NULL, finished_at = :now, cancel_asked = FALSE, "
              "done = :done, total = :total, phase = :phase, result_id = :result, result_text = :text, error = '', "
              "error_detail = '' WHERE id = :id AND attempt = :attempt AND state = 'running'",
              {{"now", tx.now()},
               {"done", progress.done},
               {"total", progress.total},
               {"phase", progress.phase},
               {"result", product.id},
               {"text", product.text},
               {"id", fence.id},
               {"attempt", fence.attempt}}));
}

/// A job that waits again while another one waits with its key lets go of the key: both run, neither is lost.
Fenced end_attempt(db::Tx& tx, Fence fence, const Verdict& verdict, const Progress& progress, const Trouble& trouble) {
  const auto finished = verdict.state == State::waiting ? std::optional<Instant>() : tx.now();
  return fenced(tx.exec(
      "UPDATE jobs SET state = :state, claimed_by = '', lease_until = NULL, finished_at = :finished, run_at = :run_at, "
      "forgiven = forgiven + CAST(:forgiven AS BIGINT), cancel_asked = FALSE, done = :done, total = :total, "
      "phase = :phase, error = :error, error_detail = :detail, unique_key = CASE WHEN EXISTS (SELECT 1 FROM jobs o "
      "WHERE o.kind = jobs.kind AND o.unique_key = jobs.unique_key AND o.state = 'waiting') THEN NULL ELSE unique_key END "
      "WHERE id = :id AND attempt = :attempt AND state = 'running'",
      {{"state", verdict.state},
       {"finished", finished},
       {"run_at", tx.now() + verdict.wait},
       {"forgiven", verdict.forgiven},
       {"done", progress.done},
       {"total", progress.total},
       {"phase", progress.phase},
       {"error", trouble.error},
       {"detail", trouble.detail},
       {"id", fence.id},
       {"attempt", fence.attempt}}));
}

Turn begin_period(db::Tx& tx, std::string_view kind, Instant period) {
  const auto changed = tx.exec(
      "INSERT INTO job_periods (kind, period) VALUES (:kind, :period) "
      "ON CONFLICT (kind) DO UPDATE SET period = excluded.period WHERE job_periods.period < excluded.period",
      {{"kind", kind}, {"period", period}});
  return changed == 1 ? Turn::ours : Turn::taken;
}

std::int64_t forget(db::Tx& tx, Instant ended_before, Instant dead_before, std::int64_t limit) {
  return tx.exec(
      "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE (finished_at < :ended AND state <> 'dead') "
      "OR (finished_at < :dead AND state = 'dead') ORDER BY finished_at LIMIT :limit)",
      {{"ended", ended_before}, {"dead", dead_before}, {"limit", limit}});
}

}  // namespace alianza::jobs::store
