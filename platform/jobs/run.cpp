// One attempt: from the handler to what the database keeps of it.
#include <random>
#include <thread>

#include "platform/jobs/jobs.h"
#include "platform/jobs/running.h"
#include "platform/log/log.h"
#include "platform/log/metrics.h"

namespace alianza::jobs {
namespace {

using store::Fenced;

constexpr int most_tries_to_write = 8;  // 0.1 s, 0.2 s … 6.4 s between them: less than a lease

double chance() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution(0.0, 1.0)(random);
}

/// How the handler ended: nothing when it gave a value.
struct Bad {
  Ending ending = Ending::failed;
  store::Trouble trouble;
};

std::optional<Bad> call(Context& context, Running& running) {
  try {
    Done done = context.go_on();  // the server may have stopped before a thread was free
    if (done) done = running.kind.handler(context);
    if (done) return std::nullopt;
    const Stop why = running.stop;
    const auto ending = why == Stop::shutdown                    ? Ending::given_back
                        : why == Stop::late || why == Stop::lost ? Ending::failed
                                                                 : ending_of(done.error().fault);
    return Bad{ending, {done.error().message.key(), {}}};
  } catch (...) {
    const auto cause = log::describe_current_exception();
    log::error("job threw", {{"kind", running.kind.name}, {"cause", cause}});
    return Bad{Ending::failed, {_("El trabajo falló por un error del programa.").key(), cause}};
  }
}

/// What became of an attempt that ended badly; nothing when it was not this worker's any more.
std::optional<State> end_badly(db::Tx& tx, store::Fence fence, const Policy& policy, const Bad& bad, const Progress& progress) {
  const auto job = store::held(tx, fence);
  if (!job) return std::nullopt;
  const auto verdict = judge(bad.ending, job->cancel_asked ? Cancel::asked : Cancel::not_asked, policy, job->tries(), chance());
  if (store::end_attempt(tx, fence, verdict, progress, bad.trouble) == Fenced::out) return std::nullopt;
  return verdict.state;
}

/// Repeats a short write while the database is away. False: it could not be written; the lease will end by itself.
bool persist(const std::function<bool()>& write) {
  for (int i = 0; i < most_tries_to_write; ++i) {
    try {
      if (write()) return true;
    } catch (...) {
      log::error("job could not be settled", {{"cause", log::describe_current_exception()}});
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100 << i));
  }
  return false;
}

void tell(const Kind& kind, JobId id, std::optional<State> state) {
  const auto count = [&](const char* outcome) {
    metrics::counter("alianza_jobs_attempts_total", "Attempts of jobs, by how they ended.",
                     {{"kind", kind.name}, {"outcome", outcome}})
        .add();
  };
  if (!state) {
    count("fenced");
    log::warning("job was not ours any more", {{"kind", kind.name}, {"job", id.text()}});
  } else if (*state == State::dead) {
    count("dead");
    log::error("job is dead", {{"kind", kind.name}, {"job", id.text()}});
  } else {
    count(*state == State::waiting ? "again" : to_text(*state).data());
  }
}

std::optional<State> settle(const db::Database& db, Running& running, const std::optional<Bad>& bad) {
  std::optional<State> state;
  const auto progress = running.progress_now();
  const auto product = running.product_now();
  const bool written = persist([&] {
    const auto done = db.write([&](db::Tx& tx) -> Result<std::optional<State>> {
      if (bad) return end_badly(tx, running.fence, running.kind.policy, *bad, progress);
      if (store::finish(tx, running.fence, progress, product) == Fenced::out) return std::nullopt;
      return State::done;
    });
    if (done) state = *done;
    return done.has_value();
  });
  if (!written) log::error("job is left to the end of its lease", {{"kind", running.kind.name}, {"job", running.job.id.text()}});
  return state;
}

}  // namespace

void run(const db::Database& db, Running& running) {
  const auto name = "job-" + running.job.id.text();
  const log::RequestScope scope(name);
  Context context(db, running);
  const auto bad = call(context, running);
  const auto state = running.finished ? std::optional(State::done) : settle(db, running, bad);
  tell(running.kind, running.job.id, state);
  metrics::histogram("alianza_jobs_seconds", "How long attempts of jobs took.", {{"kind", running.kind.name}})
      .observe(std::chrono::duration<double>(std::chrono::steady_clock::now() - running.since).count());
}

Done recover(const db::Database& db, const Kinds& kinds) {
  constexpr int at_once = 50;  // of a kind; the next round takes the others
  const auto lost = TRY(db.read([&](db::Tx& tx) {
    std::vector<Job> all;
    for (const auto& kind : kinds.all())
      for (auto& job : store::expired(tx, kind.name, at_once)) all.push_back(std::move(job));
    return all;
  }));
  const Bad bad{Ending::lost, {_("El servidor que hacía el trabajo dejó de responder.").key(), {}}};
  for (const auto& job : lost) {
    const auto* kind = kinds.find(job.kind);
    const store::Fence fence{job.id, job.attempt};
    const auto state = TRY(db.write([&](db::Tx& tx) -> Result<std::optional<State>> {
      if (!store::still_expired(tx, fence)) return std::nullopt;
      return end_badly(tx, fence, kind->policy, bad, job.progress);
    }));
    if (state) tell(*kind, job.id, state);
  }
  return {};
}

Result<std::optional<Instant>> begin_periods(const db::Database& db, const Kinds& kinds) {
  std::optional<Instant> next;
  for (const auto& kind : kinds.all()) {
    if (!kind.period) continue;
    const auto now = TRY(db.write([&](db::Tx& tx) -> Result<Instant> {
      if (store::begin_period(tx, kind.name, kind.period->begin(tx.now())) == store::Turn::ours)
        enqueue(tx, {.kind = kind.name, .unique_key = "period"});
      return tx.now();
    }));
    const auto begin = kind.period->next(now);
    if (!next || begin < *next) next = begin;
  }
  return next;
}

}  // namespace alianza::jobs
