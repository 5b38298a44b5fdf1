#pragma once
// For tests: a fresh, empty database of the engine under test.
//
//   test::Scratch scratch(migrations);
//   auto id = scratch.db().write([](db::Tx& tx) { … });
//
// ALIANZA_TEST_ENGINE=sqlite (default): a file in a temporary folder. ALIANZA_TEST_ENGINE=postgres: a schema of its own on the
// server that ALIANZA_TEST_PG names (libpq connection string; tools/scratch_postgres run … sets it). Without a server the test
// fails with a sentence, or, with ALIANZA_TEST_PG_OPTIONAL=1, the program ends as passed. Gone with its folder or schema at the
// end of the scope.
#include "platform/db/db.h"

namespace alianza::test {

db::Engine engine_under_test();

class Scratch {
 public:
  explicit Scratch(std::span<const db::Migration> migrations = {}, db::Options options = {});
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  db::Database& db() { return *db_; }
  db::Database* operator->() { return &*db_; }
  /// For a second Database, or a program under test, on the same data.
  const std::string& url() const { return options_.url; }
  /// A folder of this test's own, on both engines.
  const std::string& folder() const { return folder_; }
  /// Stopped at 2026-03-02T16:00:00Z (a Monday morning in Mexico) unless options.clock was given.
  FrozenClock& clock() { return clock_; }
  /// Closes the database and opens it again.
  void reopen();
  void close() { db_.reset(); }

 private:
  std::string make_schema() const;

  FrozenClock clock_;
  std::string folder_;
  std::string schema_;  // PostgreSQL
  db::Options options_;
  std::optional<db::Database> db_;
};

}  // namespace alianza::test
