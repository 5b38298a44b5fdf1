#include <atomic>
#include <functional>
#include <thread>

#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

std::int64_t outbox(Database& db) {
  return *db.read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT count(*) FROM outbox_events WHERE type = 'thing.added'"); });
}

Result<int> add_and_tell(Database& db, std::int64_t id) {
  return db.write([&](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (:id, 'told')", {{"id", id}});
    tx.publish({"thing.added", id, R"({"by":1})"});
    return 1;
  });
}

TEST(Events, listeners_run_in_the_transaction_and_the_outbox_keeps_the_event) {
  Scratch scratch(kThings);
  std::vector<std::string> heard;
  scratch->on("thing.added", [&](Tx& tx, const Event& event) -> Done {
    heard.push_back(event.type + event.payload_json);
    tx.exec("INSERT INTO parts (id, thing_id) VALUES (1, :thing)", {{"thing", event.subject}});
    return {};
  });
  scratch->on("thing.removed", [&](Tx&, const Event&) -> Done {
    heard.emplace_back("wrong");
    return {};
  });
  ASSERT_TRUE(add_and_tell(scratch.db(), 7));
  EXPECT_EQ(heard, std::vector<std::string>{R"(thing.added{"by":1})"});
  EXPECT_EQ(outbox(scratch.db()), 1);
  EXPECT_EQ(scratch->read([](Tx& tx) { return *tx.one<std::int64_t>("SELECT thing_id FROM parts"); }), 7);
}

TEST(Events, a_listener_that_refuses_undoes_everything) {
  Scratch scratch(kThings);
  scratch->on("thing.added", [](Tx&, const Event&) -> Done { return fail(Error::conflict(_("No se puede."))); });
  const auto done = add_and_tell(scratch.db(), 7);
  ASSERT_FALSE(done);
  EXPECT_STREQ(done.error().message.key(), "No se puede.");
  EXPECT_EQ(count(scratch.db()), 0);
  EXPECT_EQ(outbox(scratch.db()), 0);
}

TEST(Events, a_refused_body_leaves_nothing_in_the_outbox) {
  Scratch scratch(kThings);
  static_cast<void>(scratch->write([](Tx& tx) -> Result<int> {
    tx.publish({"thing.added", 1, "{}"});
    return fail(Error::forbidden());
  }));
  EXPECT_EQ(outbox(scratch.db()), 0);
}

TEST(AfterCommit, what_was_asked_runs_once_and_sees_the_change_from_outside) {
  Scratch scratch(kThings);
  std::vector<int> ran;
  const auto done = scratch->write([&](Tx& tx) -> Done {
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'told')");
    tx.after_commit([&] { ran.push_back(1); });
    tx.after_commit([&] { ran.push_back(2); });
    EXPECT_TRUE(ran.empty());
    return {};
  });
  ASSERT_TRUE(done);
  EXPECT_EQ(ran, (std::vector<int>{1, 2}));
}

TEST(AfterCommit, nothing_runs_of_a_body_that_was_refused_abandoned_or_failed) {
  Scratch scratch(kThings);
  int ran = 0;
  const auto attempt = [&](const std::function<Done(Tx&)>& end) {
    static_cast<void>(scratch->write([&](Tx& tx) -> Done {
      tx.after_commit([&] { ++ran; });
      return end(tx);
    }));
  };
  attempt([](Tx&) -> Done { return fail(Error::forbidden()); });
  attempt([](Tx& tx) -> Done { tx.abandon(Error::forbidden()); });
  EXPECT_THROW(attempt([](Tx&) -> Done { throw Impossible("surprise"); }), Impossible);
  ASSERT_TRUE(add(scratch.db(), 1, "there"));
  EXPECT_TRUE(kind_thrown([&] {
                attempt([](Tx& tx) -> Done {
                  tx.exec("INSERT INTO things (id, name, amount) VALUES (2, 'x', -1)");
                  return {};
                });
              }) == Failure::Kind::check);
  EXPECT_EQ(ran, 0);
}

TEST(Group, writers_at_once_share_commits_and_each_hears_its_own_answer) {
  Scratch scratch(kThings);
  constexpr int kThreads = 16;
  constexpr int kRounds = 40;
  std::atomic<int> kept{0};
  std::atomic<int> refused{0};
  std::atomic<int> thrown{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kRounds; ++i) {
        const auto body = [&](Tx& tx) -> Result<int> {
          tx.exec("INSERT INTO things (id, name) VALUES (:id, 'g')", {{"id", t * 1000 + i}});
          if (i % 4 == 1) return fail(Error::not_found());
          if (i % 4 == 2) throw std::runtime_error("mine");
          return 1;
        };
        try {
          (scratch->write(body) ? kept : refused)++;
        } catch (const std::runtime_error&) {
          ++thrown;
        }
      }
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(kept, kThreads * kRounds / 2);
  EXPECT_EQ(refused, kThreads * kRounds / 4);
  EXPECT_EQ(thrown, kThreads * kRounds / 4);
  EXPECT_EQ(count(scratch.db()), kept);
  EXPECT_EQ(scratch->stats().writes, kThreads * kRounds);
  EXPECT_LE(scratch->stats().commits, kept);
}

TEST(Group, a_write_is_seen_by_the_next_read_of_any_thread) {
  Scratch scratch(kThings);
  for (int i = 1; i <= 50; ++i) {
    ASSERT_TRUE(add(scratch.db(), i, "n"));
    std::thread([&] { EXPECT_EQ(count(scratch.db()), i); }).join();
  }
}

TEST(Group, more_readers_than_connections_take_turns) {
  Options options;
  options.readers = 2;
  Scratch scratch(kThings, options);
  ASSERT_TRUE(add(scratch.db(), 1, "n"));
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) EXPECT_EQ(count(scratch.db()), 1);
    });
  for (auto& t : threads) t.join();
}

}  // namespace
}  // namespace alianza::db
