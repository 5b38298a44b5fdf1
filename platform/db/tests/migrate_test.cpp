#include <thread>

#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

constexpr Migration kFirst{"things", 1, "things", "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL)"};
constexpr Migration kSecond{"things", 2, "colour",
                            "ALTER TABLE things ADD COLUMN colour TEXT; INSERT INTO things (id, name) VALUES (1, 'a;b')"};
constexpr Migration kOther{
    "others", 1, "others", nullptr, "CREATE TABLE others (id BIGINT, s TEXT)", "CREATE TABLE others (id BIGINT, p TEXT)"};

using Span = std::span<const Migration>;

std::string said(const tl::expected<MigrationReport, Error>& result) {
  if (result) return "";
  std::string text = result.error().message.key();
  for (const auto& argument : result.error().message.args()) text += "|" + argument;
  return text;
}

TEST(Migrate, what_is_missing_is_applied_in_order_and_once) {
  Scratch scratch;
  const Migration one[] = {kFirst};
  const Migration all[] = {kFirst, kSecond, kOther};
  EXPECT_EQ(scratch->migrate(one)->applied, std::vector<std::string>{"things 0001 things"});
  EXPECT_FALSE(scratch->check_schema(all));
  const auto report = scratch->migrate(all);
  EXPECT_EQ(report->applied, (std::vector<std::string>{"things 0002 colour", "others 0001 others"}));
  EXPECT_EQ(report->already, 2);
  EXPECT_TRUE(scratch->migrate(all)->applied.empty());
  EXPECT_TRUE(scratch->check_schema(all));
  EXPECT_EQ(count(scratch.db()), 1);
  const char* own = scratch->engine() == Engine::sqlite ? "SELECT s FROM others" : "SELECT p FROM others";
  EXPECT_TRUE(scratch->read([&](Tx& tx) { return tx.all<std::string>(own); })) << "the text for this engine was used";
}

TEST(Migrate, a_key_of_one_number_is_the_row_itself_in_sqlite) {
  if (test::engine_under_test() != Engine::sqlite) GTEST_SKIP() << "PostgreSQL has one tree for the key in any case";
  Scratch scratch(Span(&kFirst, 1));
  EXPECT_EQ(scratch->read([&](Tx& tx) {
    return tx.one<std::int64_t>("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'sqlite_autoindex_things%'");
  }),
            0);
}

TEST(Migrate, a_changed_one_is_refused_by_name) {
  Scratch scratch(Span(&kFirst, 1));
  const Migration edited[] = {{"things", 1, "things", "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT)"}};
  EXPECT_NE(said(scratch->migrate(edited)).find("|things 0001 things"), std::string::npos);
  EXPECT_FALSE(scratch->check_schema(edited));
  const Migration commented[] = {
      {"things", 1, "things", "-- why\nCREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL)"}};
  EXPECT_TRUE(scratch->migrate(commented)) << "a comment is no change";
}

TEST(Migrate, a_newer_database_is_refused_by_an_older_program) {
  const Migration newer[] = {kFirst, kSecond};
  Scratch scratch(newer);
  const auto text = said(scratch->migrate(Span(&kFirst, 1)));
  EXPECT_NE(text.find("versión más nueva"), std::string::npos) << text;
  EXPECT_NE(text.find("things 0002 colour"), std::string::npos) << text;
  EXPECT_FALSE(scratch->check_schema(Span(&kFirst, 1)));
}

TEST(Migrate, one_that_fails_half_way_leaves_nothing_behind) {
  Scratch scratch(Span(&kFirst, 1));
  const Migration broken[] = {
      kFirst,
      {"things", 2, "broken", "CREATE TABLE half (id BIGINT); INSERT INTO half VALUES (1); CREATE TABLE half (id BIGINT)"}};
  const auto text = said(scratch->migrate(broken));
  EXPECT_NE(text.find("things 0002 broken"), std::string::npos) << text;
  EXPECT_TRUE(scratch->check_schema(Span(&kFirst, 1)));
  EXPECT_NE(
      kind_thrown([&] { static_cast<void>(scratch->read([](Tx& tx) { return tx.all<std::int64_t>("SELECT id FROM half"); })); }),
      std::nullopt);
  EXPECT_TRUE(add(scratch.db(), 1, "still works"));
}

TEST(Migrate, a_table_that_others_refer_to_may_be_rebuilt_but_not_left_dangling) {
  if (test::engine_under_test() != Engine::sqlite) GTEST_SKIP() << "PostgreSQL alters in place";
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "a"));
  ASSERT_TRUE(scratch->write([](Tx& tx) { return tx.exec("INSERT INTO parts (id, thing_id) VALUES (1, 1)"); }));
  const Migration rebuild[] = {kThings[0],
                               {"things", 2, "rebuild",
                                "CREATE TABLE new_things (id BIGINT NOT NULL PRIMARY KEY, name TEXT);"
                                "INSERT INTO new_things SELECT id, name FROM things; DROP TABLE things;"
                                "ALTER TABLE new_things RENAME TO things"}};
  EXPECT_EQ(said(scratch->migrate(rebuild)), "");
  EXPECT_EQ(count(scratch.db()), 1);
  const Migration dangling[] = {kThings[0], rebuild[1], {"things", 3, "dangling", "DELETE FROM things"}};
  EXPECT_NE(said(scratch->migrate(dangling)), "");
  EXPECT_EQ(count(scratch.db()), 1);
  EXPECT_EQ(kind_thrown([&] { static_cast<void>(scratch->write([](Tx& tx) { return tx.exec("DELETE FROM things"); })); }),
            Failure::Kind::foreign_key)
      << "references are watched again after a migration";
}

TEST(Migrate, two_programs_at_once_apply_each_migration_once) {
  Scratch scratch;
  auto other = *Database::open({.url = scratch.url()});
  const Migration all[] = {kFirst, kSecond, kOther};
  tl::expected<MigrationReport, Error> theirs;
  std::thread thread([&] { theirs = other.migrate(all); });
  const auto ours = scratch->migrate(all);
  thread.join();
  EXPECT_EQ(said(ours), "");
  EXPECT_EQ(said(theirs), "");
  EXPECT_EQ(count(scratch.db()), 1);
}

}  // namespace
}  // namespace alianza::db
