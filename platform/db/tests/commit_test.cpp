// Commits that do not end as they should: crossed, lost, refused at the last moment.
#include <atomic>
#include <thread>

#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

bool on_postgres() { return test::engine_under_test() == Engine::postgres; }

void end_session(Database& db, std::int64_t pid) {
  ASSERT_TRUE(db.read([&](Tx& tx) {
    return tx.one<bool>("SELECT pg_terminate_backend(CAST(:pid AS INTEGER), 5000)", {{"pid", pid}});
  }));
}

TEST(Commit, a_connection_lost_while_committing_is_unsure_never_success) {
  if (!on_postgres()) GTEST_SKIP() << "SQLite has no connection to lose";
  Scratch scratch(kThings);
  auto other = *Database::open({.url = scratch.url()});
  const auto done = scratch->write([&](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
    end_session(other, *tx.one<std::int64_t>("SELECT CAST(pg_backend_pid() AS BIGINT)"));
    return 1;
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::unsure);
  EXPECT_TRUE(add(scratch.db(), 2, "after")) << "the next write finds a new connection";
}

TEST(Commit, a_connection_lost_before_the_commit_is_made_again_and_the_body_repeated) {
  if (!on_postgres()) GTEST_SKIP() << "SQLite has no connection to lose";
  Scratch scratch(kThings);
  auto other = *Database::open({.url = scratch.url()});
  int runs = 0;
  const auto done = scratch->write([&](Tx& tx) -> Result<int> {
    if (++runs == 1) end_session(other, *tx.one<std::int64_t>("SELECT CAST(pg_backend_pid() AS BIGINT)"));
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
    return runs;
  });
  EXPECT_EQ(done, 2);
  runs = 0;
  const auto read = scratch->read([&](Tx& tx) -> Result<std::int64_t> {
    if (++runs == 1) end_session(other, *tx.one<std::int64_t>("SELECT CAST(pg_backend_pid() AS BIGINT)"));
    return *tx.one<std::int64_t>("SELECT count(*) FROM things");
  });
  EXPECT_EQ(read, 1);
  EXPECT_EQ(runs, 2);
}

TEST(Commit, a_warning_at_the_commit_is_unsure) {
  if (!on_postgres()) GTEST_SKIP() << "SQLite's commit gives a code";
  Scratch scratch(kThings);
  const auto done = scratch->write([](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
    tx.exec("ROLLBACK");  // a body that ends the transaction by itself: COMMIT then only warns
    return 1;
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::unsure);
}

constexpr Migration kDeferred[] = {{"deferred", 1, "tables", R"(
  CREATE TABLE heads (id BIGINT PRIMARY KEY);
  CREATE TABLE tails (id BIGINT PRIMARY KEY, head_id BIGINT NOT NULL REFERENCES heads (id) DEFERRABLE INITIALLY DEFERRED);
)"}};

TEST(Commit, a_constraint_that_fails_at_the_commit_keeps_nothing_and_spares_the_others) {
  Scratch scratch(kDeferred);
  std::atomic<int> kept{0};
  std::atomic<int> surprised{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      const auto kind = kind_thrown([&] {
        const auto done = scratch->write([&](Tx& tx) -> Result<int> {
          tx.exec(i % 2 == 0 ? "INSERT INTO heads (id) VALUES (:id)" : "INSERT INTO tails (id, head_id) VALUES (:id, 999)",
                  {{"id", i}});
          return 1;
        });
        if (done) ++kept;
      });
      if (kind == Failure::Kind::foreign_key) ++surprised;
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(kept, 4);
  EXPECT_EQ(surprised, 4);
  EXPECT_EQ(scratch->read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT count(*) FROM heads"); }), 4);
  EXPECT_EQ(scratch->read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT count(*) FROM tails"); }), 0);
}

TEST(Commit, writers_that_cross_are_repeated_until_each_has_counted) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "counter"));
  constexpr int kThreads = 4;
  constexpr int kRounds = 25;
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < kRounds; ++i) {
        const auto done = scratch->write([](Tx& tx) -> Result<int> {
          const auto amount = *tx.one<std::int64_t>("SELECT amount FROM things WHERE id = 1");
          tx.exec("UPDATE things SET amount = :amount WHERE id = 1", {{"amount", amount + 1}});
          return 1;
        });
        if (!done) ++failed;
      }
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(scratch->read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT amount FROM things"); }),
            kThreads * kRounds - failed);
  EXPECT_EQ(failed, 0);
}

TEST(Commit, a_read_is_one_snapshot) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  const auto seen = scratch->read([&](Tx& tx) -> Result<std::pair<std::int64_t, std::int64_t>> {
    const auto before = *tx.one<std::int64_t>("SELECT count(*) FROM things");
    std::thread([&] { static_cast<void>(add(scratch.db(), 2, "b")); }).join();
    return std::pair(before, *tx.one<std::int64_t>("SELECT count(*) FROM things"));
  });
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->first, 1);
  EXPECT_EQ(seen->second, 1);
  EXPECT_EQ(count(scratch.db()), 2);
}

TEST(Commit, a_database_that_another_program_holds_is_unavailable_and_says_so) {
  Options impatient;
  impatient.wait = std::chrono::milliseconds(100);
  Scratch scratch(kThings, impatient);
  auto other = *Database::open({.url = scratch.url()});
  std::atomic<bool> held{false};
  std::atomic<bool> enough{false};
  std::thread holder([&] {
    static_cast<void>(other.write([&](Tx& tx) -> Result<int> {
      tx.exec(on_postgres() ? "LOCK TABLE things IN EXCLUSIVE MODE" : "DELETE FROM things");
      held = true;
      while (!enough) std::this_thread::yield();
      return 1;
    }));
  });
  while (!held) std::this_thread::yield();
  Done done;
  EXPECT_NO_THROW(done = add(scratch.db(), 1, "waits"));
  enough = true;
  holder.join();
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::unavailable);
  EXPECT_TRUE(add(scratch.db(), 1, "free again"));
}

TEST(Commit, a_full_disk_is_unavailable_and_changes_nothing) {
  if (on_postgres()) GTEST_SKIP() << "needs a full server";
  Scratch scratch(kThings);
  ASSERT_TRUE(scratch->write([](Tx& tx) { return tx.one<std::int64_t>("PRAGMA max_page_count = 30"); }));
  const auto done = scratch->write([](Tx& tx) -> Result<int> {
    for (int i = 0; i < 100; ++i)
      tx.exec("INSERT INTO things (id, name) VALUES (:id, :name)", {{"id", i}, {"name", std::string(4000, 'x')}});
    return 1;
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::unavailable);
  EXPECT_EQ(count(scratch.db()), 0);
  EXPECT_TRUE(add(scratch.db(), 1, "small"));
}

}  // namespace
}  // namespace alianza::db
