#include <fstream>

#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

std::int64_t resident_kb() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.starts_with("VmRSS:")) return std::stoll(line.substr(6));
  return 0;
}

void fill(Database& db, std::int64_t rows) {
  ASSERT_TRUE(db.write([&](Tx& tx) {
    return tx.exec(
        "INSERT INTO things (id, name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(:rows AS "
        "BIGINT))"
        " SELECT i, 'a name of some forty characters, more or less' FROM n",
        {{"rows", rows}});
  }));
}

struct Row {
  std::int64_t id = 0;
  std::string name;
  static void columns(auto& v, Row& r) { v(r.id, r.name); }
};

TEST(Stream, every_row_comes_once_in_order_and_memory_does_not_grow) {
  constexpr std::int64_t kRows = 300000;
  Scratch scratch(kThings);
  fill(scratch.db(), kRows);
  std::int64_t next = 1;
  std::int64_t most = 0;
  const auto before = resident_kb();
  const auto done = scratch->read([&](Tx& tx) {
    tx.each<Row>("SELECT id, name FROM things WHERE id > :from ORDER BY id", {{"from", 0}}, [&](const Row& row) {
      EXPECT_EQ(row.id, next++);
      if (row.id % 50000 == 0) most = std::max(most, resident_kb());
    });
    return true;
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(next, kRows + 1);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // they keep what was freed
  EXPECT_LT(most - before, 12 * 1024) << "all rows at once are about 30 MB";
#endif
}

TEST(Stream, other_statements_and_the_same_stream_run_inside_a_stream) {
  Scratch scratch(kThings);
  fill(scratch.db(), 600);
  const char* sql = "SELECT id FROM things ORDER BY id";
  std::int64_t pairs = 0;
  const auto done = scratch->read([&](Tx& tx) {
    tx.each<std::int64_t>(sql, {}, [&](std::int64_t outer) {
      EXPECT_EQ(tx.one<std::int64_t>("SELECT id FROM things WHERE id = :id", {{"id", outer}}), outer);
      if (outer > 2) return;
      tx.each<std::int64_t>(sql, {}, [&](std::int64_t) { ++pairs; });
    });
    tx.each<std::int64_t>(sql, {}, [&](std::int64_t) { ++pairs; });
    return true;
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(pairs, 1800);
}

TEST(Stream, an_empty_one_and_an_interrupted_one_leave_the_transaction_well) {
  Scratch scratch(kThings);
  fill(scratch.db(), 1000);
  const auto written = scratch->write([](Tx& tx) -> Result<int> {
    tx.each<std::int64_t>("SELECT id FROM things WHERE id > 99999", {}, [](std::int64_t) { FAIL(); });
    try {
      tx.each<std::int64_t>("SELECT id FROM things", {}, [](std::int64_t) { throw std::runtime_error("enough"); });
    } catch (const std::runtime_error&) {
    }
    tx.exec("INSERT INTO things (id, name) VALUES (5000, 'x')");
    return 1;
  });
  EXPECT_EQ(written, 1);
  EXPECT_EQ(count(scratch.db()), 1001);
}

TEST(Stream, a_wrong_column_count_is_impossible) {
  Scratch scratch(kThings);
  EXPECT_THROW(static_cast<void>(scratch->read([](Tx& tx) {
                 tx.each<Row>("SELECT id FROM things", {}, [](const Row&) {});
                 return true;
               })),
               Impossible);
}

TEST(Statements, more_texts_than_the_cache_holds_still_work) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  int prepared = 0;
  scratch->on_prepare([&](std::string_view) { ++prepared; });
  const auto done = scratch->read([](Tx& tx) {
    for (int round = 0; round < 3; ++round)
      for (int i = 0; i < 300; ++i)
        EXPECT_EQ(tx.one<std::int64_t>(("SELECT id FROM things WHERE amount < " + std::to_string(i + 1)).c_str()), 1);
    return true;
  });
  EXPECT_TRUE(done);
  EXPECT_GE(prepared, 300);
}

TEST(Statements, a_cached_one_survives_a_change_of_the_schema) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  EXPECT_EQ(count(scratch.db()), 1);
  ASSERT_TRUE(scratch->write([](Tx& tx) { return tx.exec("ALTER TABLE things ADD COLUMN later TEXT"); }));
  EXPECT_EQ(count(scratch.db()), 1);
  EXPECT_TRUE(add(scratch.db(), 2, "b"));
}

TEST(Statements, check_prepares_without_running) {
  Scratch scratch(kThings);
  EXPECT_TRUE(scratch->read([](Tx& tx) {
    tx.check("INSERT INTO things (id, name) VALUES (:id, :name)");
    return true;
  }));
  EXPECT_EQ(kind_thrown([&] {
              static_cast<void>(scratch->read([](Tx& tx) {
                tx.check("SELECT nothing FROM things");
                return true;
              }));
            }),
            Failure::Kind::statement);
}

}  // namespace
}  // namespace alianza::db
