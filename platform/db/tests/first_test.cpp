#include <gtest/gtest.h>
#include <filesystem>
#include "platform/db/testing.h"
using namespace alianza;
struct Thing { std::int64_t id = 0; std::string name; std::optional<bool> ok; static void columns(auto& v, Thing& t) { v(t.id, t.name, t.ok); } };
TEST(First, a_row_written_is_read) {
  test::Scratch db;
  auto r = db->write([](db::Tx& tx) { tx.exec("CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT NOT NULL, ok BOOLEAN)"); return tx.exec("INSERT INTO things VALUES (:id, :name, :ok)", {{"id", 7}, {"name", "ñandú"}, {"ok", true}}); });
  ASSERT_TRUE(r.has_value());
  auto rows = db->read([](db::Tx& tx) { return tx.all<Thing>("SELECT id, name, ok FROM things"); });
  ASSERT_TRUE(rows); ASSERT_EQ(rows->size(), 1u); EXPECT_EQ((*rows)[0].name, "ñandú"); EXPECT_EQ((*rows)[0].ok, true);
}
