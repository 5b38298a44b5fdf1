#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

Result<int> insert_twice(Database& db, bool swallow) {
  return db.write([&](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (:id, :name)", {{"id", new_random_id()}, {"name", "kept?"}});
    try {
      tx.exec("INSERT INTO things (id, name, amount) VALUES (2, 'b', -1)");
    } catch (const Failure&) {
      if (!swallow) throw;
    }
    return 1;
  });
}

TEST(Guards, a_failed_statement_dooms_its_transaction_even_when_the_body_swallows_it) {
  Scratch scratch(kThings);
  EXPECT_EQ(kind_thrown([&] { static_cast<void>(insert_twice(scratch.db(), false)); }), Failure::Kind::check);
  EXPECT_EQ(kind_thrown([&] { static_cast<void>(insert_twice(scratch.db(), true)); }), Failure::Kind::check);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, statements_after_a_failed_one_throw_doomed) {
  Scratch scratch(kThings);
  std::optional<Failure::Kind> second;
  const auto write = [&] {
    static_cast<void>(scratch->write([&](Tx& tx) -> Result<int> {
      static_cast<void>(kind_thrown([&] { tx.exec("INSERT INTO nowhere (id) VALUES (1)"); }));
      second = kind_thrown([&] { tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')"); });
      return 1;
    }));
  };
  EXPECT_EQ(kind_thrown(write), Failure::Kind::statement);
  EXPECT_EQ(second, Failure::Kind::doomed);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, an_unreadable_row_dooms_too) {
  Scratch scratch(kThings);
  const auto write = [&] {
    return scratch->write([&](Tx& tx) -> Result<int> {
      tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
      EXPECT_THROW(tx.one<std::string>("SELECT email FROM things"), Impossible);
      return 1;
    });
  };
  EXPECT_THROW(static_cast<void>(write()), Impossible);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, only_a_value_commits) {
  Scratch scratch(kThings);
  const auto refused = scratch->write([](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
    return fail(Error::not_found());
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::not_found);
  EXPECT_THROW(static_cast<void>(scratch->write([](Tx& tx) -> Result<int> {
                 tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
                 throw std::runtime_error("mine");
               })),
               std::runtime_error);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, a_read_cannot_write) {
  Scratch scratch(kThings);
  const auto kind = kind_thrown(
      [&] { static_cast<void>(scratch->read([](Tx& tx) { return tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')"); })); });
  EXPECT_EQ(kind, Failure::Kind::read_only);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, a_transaction_inside_a_transaction_is_impossible) {
  Scratch scratch(kThings);
  const auto nested = [&] { return scratch->write([&](Tx&) -> Result<std::int64_t> { return count(scratch.db()); }); };
  EXPECT_THROW(static_cast<void>(nested()), Impossible);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, the_text_of_a_failure_holds_no_values_and_no_sql) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  try {
    static_cast<void>(scratch->write([](Tx& tx) {
      return tx.exec("INSERT INTO parts (id, thing_id) VALUES (:id, :thing)", {{"id", 777666}, {"thing", 555444}});
    }));
    FAIL() << "the reference was accepted";
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.kind(), Failure::Kind::foreign_key);
    const std::string text = failure.what();
    for (const char* secret : {"777666", "555444", "INSERT"}) EXPECT_EQ(text.find(secret), std::string::npos) << text;
  }
}

TEST(Guards, a_unique_violation_is_a_conflict_at_its_field) {
  Options options;
  options.unique_rules = {{"things", "open,email", "email", _("Ese correo ya está registrado.")}};
  Scratch scratch(kThings, options);
  const auto add_email = [&](const char* email) {
    return scratch->write([&](Tx& tx) {
      return tx.exec("INSERT INTO things (id, name, email) VALUES (:id, 'x', :email)",
                     {{"id", new_random_id()}, {"email", email}});
    });
  };
  ASSERT_TRUE(add_email("a@b.mx"));
  const auto again = add_email("a@b.mx");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
  ASSERT_EQ(again.error().fields.size(), 1U);
  EXPECT_EQ(again.error().fields[0].field, "email");
  EXPECT_STREQ(again.error().fields[0].message.key(), "Ese correo ya está registrado.");
  EXPECT_TRUE(add_email("c@b.mx"));
}

TEST(Guards, a_unique_violation_without_a_rule_is_a_plain_conflict) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  const auto again = add(scratch.db(), 1, "b");
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().fault, Fault::conflict);
  EXPECT_TRUE(again.error().fields.empty());
}

TEST(Guards, a_taken_random_id_is_tried_once_more) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  std::int64_t next = 1;
  const auto id = scratch->write([&](Tx& tx) -> Result<std::int64_t> {
    const auto mine = next++;
    tx.exec("INSERT INTO things (id, name) VALUES (:id, 'b')", {{"id", mine}});
    return mine;
  });
  EXPECT_EQ(id, 2);
  EXPECT_EQ(scratch->stats().repeats, 1);
  EXPECT_EQ(count(scratch.db()), 2);
}

TEST(Guards, not_null_is_told_apart) {
  Scratch scratch(kThings);
  const auto kind = kind_thrown([&] {
    static_cast<void>(scratch->write([](Tx& tx) {
      return tx.exec("INSERT INTO things (id, name) VALUES (1, :name)", {{"name", std::optional<std::string>{}}});
    }));
  });
  EXPECT_EQ(kind, Failure::Kind::not_null);
}

constexpr Migration kKeepers[] = {{"keepers", 1, "tables", R"(
  CREATE TABLE keepers (id BIGINT PRIMARY KEY);
  CREATE TABLE kept (id BIGINT PRIMARY KEY, keeper_id BIGINT NOT NULL REFERENCES keepers (id) ON DELETE RESTRICT);
  INSERT INTO keepers (id) VALUES (1);
  INSERT INTO kept (id, keeper_id) VALUES (1, 1);
)"}};

TEST(Guards, a_row_that_is_referred_to_stays) {
  Scratch scratch(kKeepers);
  const auto kind =
      kind_thrown([&] { static_cast<void>(scratch->write([](Tx& tx) { return tx.exec("DELETE FROM keepers"); })); });
  EXPECT_EQ(kind, Failure::Kind::foreign_key);
}

TEST(Guards, two_statements_in_one_text_are_impossible) {
  Scratch scratch(kThings);
  EXPECT_THROW(static_cast<void>(scratch->write([](Tx& tx) { return tx.exec("DELETE FROM parts; DELETE FROM things"); })),
               Impossible);
}

TEST(Guards, a_body_that_is_abandoned_gives_its_error) {
  Scratch scratch(kThings);
  const auto done = scratch->write([](Tx& tx) -> Result<int> {
    tx.exec("INSERT INTO things (id, name) VALUES (1, 'a')");
    tx.abandon(Error::forbidden());
  });
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fault, Fault::forbidden);
  EXPECT_EQ(count(scratch.db()), 0);
}

TEST(Guards, affected_rows_are_counted) {
  Scratch scratch(kThings);
  for (int i = 1; i <= 5; ++i) ASSERT_TRUE(add(scratch.db(), i, "n"));
  EXPECT_EQ(scratch->write([](Tx& tx) { return tx.exec("UPDATE things SET amount = 1 WHERE id > :id", {{"id", 2}}); }), 3);
  EXPECT_EQ(scratch->write([](Tx& tx) { return tx.exec("DELETE FROM things WHERE id = 99"); }), 0);
  EXPECT_EQ(
      scratch->write([](Tx& tx) { return tx.exec("INSERT INTO things (id, name) VALUES (1, 'm') ON CONFLICT DO NOTHING"); }), 0);
}

TEST(Guards, returning_gives_rows_from_a_write) {
  Scratch scratch(kThings);
  const auto id =
      scratch->write([](Tx& tx) { return *tx.one<std::int64_t>("INSERT INTO things (id, name) VALUES (4, 'r') RETURNING id"); });
  EXPECT_EQ(id, 4);
  EXPECT_EQ(count(scratch.db()), 1);
}

TEST(Guards, analyze_and_checkpoint_disturb_nobody) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  EXPECT_TRUE(scratch->analyze());
  EXPECT_TRUE(scratch->checkpoint());
  EXPECT_EQ(count(scratch.db()), 1);
}

TEST(Guards, one_moment_for_the_whole_transaction) {
  Scratch scratch(kThings);
  const auto same = scratch->write([&](Tx& tx) -> Result<bool> {
    const auto before = tx.now();
    scratch.clock().advance(std::chrono::hours(1));
    return before == tx.now();
  });
  EXPECT_EQ(same, true);
}

}  // namespace
}  // namespace alianza::db
