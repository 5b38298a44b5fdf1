// Tx::remembered: never older than the snapshot, whoever wrote.
#include "platform/db/memory.h"
#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

struct Remembering {
  Scratch scratch{kThings};
  int made = 0;

  std::int64_t things(Database& db, std::int64_t of = 0) {
    return *db.read([&](Tx& tx) {
      return tx.remembered("things", {of}, [&] {
        ++made;
        return *tx.one<std::int64_t>("SELECT count(*) FROM things");
      });
    });
  }
  bool is_sqlite() {
    return *scratch->read([](Tx& tx) { return tx.engine() == Engine::sqlite; });
  }
};

TEST(Memory, what_was_read_is_remembered_until_anybody_writes) {
  Remembering r;
  auto& db = r.scratch.db();
  EXPECT_EQ(r.things(db), 0);
  EXPECT_EQ(r.things(db), 0);
  EXPECT_EQ(r.made, r.is_sqlite() ? 1 : 2) << "PostgreSQL has no such count of changes: it is asked each time";
  ASSERT_TRUE(add(db, 1, "one"));
  EXPECT_EQ(r.things(db), 1);
}

TEST(Memory, a_write_of_another_program_is_seen) {
  Remembering r;
  EXPECT_EQ(r.things(r.scratch.db()), 0);
  auto other = *Database::open({.url = r.scratch.url()});
  ASSERT_TRUE(add(other, 1, "one"));
  EXPECT_EQ(r.things(r.scratch.db()), 1);
  EXPECT_EQ(r.things(other), 1);
}

TEST(Memory, other_ids_are_other_values) {
  Remembering r;
  r.things(r.scratch.db(), 1);
  r.things(r.scratch.db(), 2);
  EXPECT_EQ(r.made, 2);
}

TEST(Memory, a_write_sees_its_own_changes) {
  Remembering r;
  auto& db = r.scratch.db();
  r.things(db);
  ASSERT_TRUE(db.write([&](Tx& tx) -> Done {
    const auto count = [&] {
      return tx.remembered("things", {0}, [&] { return *tx.one<std::int64_t>("SELECT count(*) FROM things"); });
    };
    EXPECT_EQ(count(), 0);
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'one')");
    EXPECT_EQ(count(), 1);
    return {};
  }));
}

TEST(Memory, what_could_not_be_made_is_not_remembered) {
  Remembering r;
  auto& db = r.scratch.db();
  const auto ask = [&](bool fails) {
    return db.read([&](Tx& tx) -> Result<int> {
      return tx.remembered("answer", {0}, [&] {
        if (fails) tx.abandon(Error::not_found());
        return 42;
      });
    });
  };
  EXPECT_FALSE(ask(true));
  EXPECT_EQ(*ask(false), 42);
}

TEST(Memory, it_has_a_bound) {
  Memory memory;
  const auto value = std::make_shared<const int>(1);
  for (std::int64_t i = 0; i < 100'000; ++i) memory.keep({"n", nullptr, {i}}, value);
  EXPECT_LE(value.use_count(), 257);
  memory.at_version(7);
  EXPECT_EQ(value.use_count(), 1);
}

}  // namespace
}  // namespace alianza::db
