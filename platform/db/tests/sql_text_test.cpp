#include "platform/db/sql_text.h"

#include <gtest/gtest.h>

namespace alianza::db {
namespace {

struct Case {
  const char* script;
  std::vector<std::string> statements;
};

TEST(SqlText, scripts_split_where_a_statement_ends_and_nowhere_else) {
  const Case cases[] = {
      {"", {}},
      {" ; ;\n", {}},
      {"SELECT 1", {"SELECT 1"}},
      {"SELECT 1;SELECT 2;", {"SELECT 1", "SELECT 2"}},
      {"SELECT ';' ; SELECT \"a;b\"", {"SELECT ';'", "SELECT \"a;b\""}},
      {"SELECT 'it''s; here'; x", {"SELECT 'it''s; here'", "x"}},
      {"-- a; b\nSELECT 1 -- c; 'd\n; SELECT 2", {"SELECT 1", "SELECT 2"}},
      {"/* ; /* ; */ ; */ SELECT 1", {"SELECT 1"}},
      {"CREATE FUNCTION f() AS $$ BEGIN; END; $$; SELECT 1", {"CREATE FUNCTION f() AS $$ BEGIN; END; $$", "SELECT 1"}},
      {"SELECT $tag$ ; $$ ; $tag$; x", {"SELECT $tag$ ; $$ ; $tag$", "x"}},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN y THEN 1 ELSE 2 END; DELETE FROM b; END; SELECT 1",
       {"CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = CASE WHEN y THEN 1 ELSE 2 END; DELETE FROM b; END",
        "SELECT 1"}},
      {"CREATE TEMP TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT 1; END; x",
       {"CREATE TEMP TRIGGER IF NOT EXISTS t AFTER INSERT ON a BEGIN SELECT 1; END", "x"}},
      {"CREATE TABLE begin_ends (end_at TEXT); x", {"CREATE TABLE begin_ends (end_at TEXT)", "x"}},
      {"CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f(); x",
       {"CREATE TRIGGER t BEFORE INSERT ON a EXECUTE FUNCTION f()", "x"}},
      {"SELECT 'open", {"SELECT 'open"}},
  };
  for (const auto& c : cases) EXPECT_EQ(split_statements(c.script), c.statements) << c.script;
}

TEST(SqlText, a_schema_says_integer_to_sqlite_where_it_says_bigint_as_a_type) {
  EXPECT_EQ(
      with_sqlite_types("CREATE TABLE t (id BIGINT, n bigint DEFAULT 1, s TEXT DEFAULT 'BIGINT', \"BIGINT\" TEXT, bigints TEXT)"),
      "CREATE TABLE t (id INTEGER, n INTEGER DEFAULT 1, s TEXT DEFAULT 'BIGINT', \"BIGINT\" TEXT, bigints TEXT)");
}

TEST(SqlText, comments_become_a_space_and_strings_stay) {
  EXPECT_EQ(without_comments("SELECT 1--x\n, '--y' /*z*/"), "SELECT 1 \n, '--y'  ");
}

}  // namespace
}  // namespace alianza::db
