#pragma once
// What the tests of jobs share: a database with a table of effects, and kinds that write into it.
#include <gtest/gtest.h>

#include <thread>

#include "migrations/jobs.h"
#include "platform/db/testing.h"
#include "platform/jobs/forget.h"
#include "platform/jobs/jobs.h"
#include "platform/jobs/testing.h"
#include "platform/jobs/workers.h"

namespace alianza::jobs {

inline std::vector<db::Migration> shop_migrations() {
  std::vector<db::Migration> all(migrations::jobs().begin(), migrations::jobs().end());
  all.push_back({"shop", 1, "effects",
                 "CREATE TABLE effects (id BIGINT PRIMARY KEY, job BIGINT NOT NULL, attempt BIGINT NOT NULL);"
                 "CREATE INDEX effects_by_job ON effects (job)"});
  return all;
}

inline void leave_effect(db::Tx& tx, const Context& context) {
  tx.exec("INSERT INTO effects (id, job, attempt) VALUES (:id, :job, :attempt)",
          {{"id", new_random_id()}, {"job", context.job().id}, {"attempt", context.job().attempt}});
}

/// One effect in the transaction that ends the job: the exactly-once kind.
inline Done effect(Context& context) {
  return context.db().write([&](db::Tx& tx) -> Done {
    leave_effect(tx, context);
    context.finish(tx);
    return {};
  });
}

/// Answers within ten seconds, or the test goes on and fails.
inline bool eventually(const std::function<bool()>& is) { return eventually(is, std::chrono::seconds(10)); }

class Shop : public testing::Test {
 protected:
  static inline const std::vector<db::Migration> steps = shop_migrations();
  test::Scratch scratch{steps};
  db::Database& db = scratch.db();
  Kinds kinds;

  JobId ask(const Request& request) {
    const auto id = db.write([&](db::Tx& tx) { return enqueue(tx, request); });
    return id.value();
  }
  JobId ask(std::string_view kind) { return ask(Request{.kind = kind}); }
  Job job(JobId id) {
    return db.read([&](db::Tx& tx) { return *find(tx, id); }).value();
  }
  State state(JobId id) { return job(id).state; }
  Done act(Done (*what)(db::Tx&, JobId), JobId id) {
    return db.write([&](db::Tx& tx) { return what(tx, id); });
  }
  int run_all() { return run_due(db, kinds).value(); }
  std::int64_t number(const char* sql) {
    return db.read([&](db::Tx& tx) { return *tx.one<std::int64_t>(sql); }).value();
  }
  std::int64_t effects() { return number("SELECT count(*) FROM effects"); }
  /// Lets time pass, on the stopped clock, and wakes whoever waits for it.
  void pass(std::chrono::microseconds time) { scratch.clock().advance(time); }

  /// Impatient workers, for tests.
  static WorkersOptions quick(int threads = 4) {
    WorkersOptions options;
    options.threads = threads;
    options.poll = std::chrono::milliseconds(20);
    options.lease = std::chrono::seconds(30);
    return options;
  }
};

}  // namespace alianza::jobs
