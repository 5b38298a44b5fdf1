// The database as a file or a server: is it ours, is it whole, can it be copied.
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "platform/db/postgres_url.h"
#include "platform/db/tests/help.h"

namespace alianza::db {
namespace {

namespace fs = std::filesystem;

bool on_sqlite() { return test::engine_under_test() == Engine::sqlite; }

std::string refused(const std::string& url, Options options = {}) {
  options.url = url;
  const auto opened = Database::open(options);
  return opened ? "opened" : opened.error().message.key();
}

void make_foreign_database(const std::string& path) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &handle), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(handle, "CREATE TABLE theirs (x)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

void write_file(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

TEST(Files, a_file_that_is_no_database_of_ours_is_refused_with_advice) {
  if (!on_sqlite()) GTEST_SKIP();
  Scratch scratch;
  const std::string path = scratch.folder() + "/other.db";
  write_file(path, std::string(5000, 'x'));
  EXPECT_NE(refused("sqlite:" + path).find("alianza restore"), std::string::npos);
  fs::remove(path);
  make_foreign_database(path);
  EXPECT_NE(refused("sqlite:" + path).find("otro programa"), std::string::npos);
  EXPECT_NE(refused("sqlite:" + scratch.folder()).find("carpeta"), std::string::npos);
  EXPECT_NE(refused("sqlite:" + scratch.folder() + "/no/such/x.db").find("no existe"), std::string::npos);
  EXPECT_NE(refused("sqlite:" + scratch.folder() + "/new.db", {.existing = Existing::required}).find("no existe"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(scratch.folder() + "/new.db"));
  EXPECT_NE(refused("sqlite:").find("archivo"), std::string::npos);
  EXPECT_NE(refused("sqlite::memory:").find("archivo"), std::string::npos);
  EXPECT_NE(refused("mysql").find("sqlite:"), std::string::npos);
}

TEST(Files, paths_with_spaces_quotes_and_signs_of_equality_work) {
  if (!on_sqlite()) GTEST_SKIP();
  Scratch scratch;
  for (const char* name : {"with two  spaces.db", "a=b;c.db", "it's.db", "ñandú.db", "100%.db", "a?b#c.db"}) {
    const std::string path = scratch.folder() + "/" + name;
    auto db = Database::open({.url = "sqlite:" + path});
    ASSERT_TRUE(db) << name;
    EXPECT_TRUE(db->migrate({}));
    EXPECT_TRUE(fs::exists(path)) << name;
    EXPECT_TRUE(db->ready()) << name;
    EXPECT_TRUE(db->backup(path + ".copy")) << name;
  }
}

TEST(Files, a_damaged_file_is_found_by_the_quick_check_and_by_verify) {
  if (!on_sqlite()) GTEST_SKIP();
  Scratch scratch(kThings);
  for (int i = 0; i < 500; ++i) ASSERT_TRUE(add(scratch.db(), i, std::string(200, 'x')));
  EXPECT_TRUE(scratch->verify());
  scratch.close();
  const std::string path = scratch.url().substr(7);
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2));
  file << std::string(6000, '\x5a');
  file.close();
  Options careful;
  careful.check = Check::quick;
  EXPECT_NE(refused(scratch.url(), careful).find("dañado"), std::string::npos);
  auto db = Database::open({.url = scratch.url()});
  ASSERT_TRUE(db);
  EXPECT_FALSE(db->verify());
}

TEST(Files, a_file_that_cannot_be_written_is_told) {
  if (!on_sqlite()) GTEST_SKIP();
  if (::geteuid() == 0) GTEST_SKIP() << "root may write everything";
  Scratch scratch(kThings);
  scratch.close();
  fs::permissions(scratch.url().substr(7), fs::perms::owner_read);
  EXPECT_NE(refused(scratch.url()).find("permisos"), std::string::npos);
}

TEST(Files, tables_of_another_program_on_the_server_are_refused) {
  if (on_sqlite()) GTEST_SKIP();
  Scratch scratch;
  ASSERT_TRUE(scratch->write([](Tx& tx) { return tx.exec("DROP TABLE schema_migrations"); }));
  EXPECT_NE(refused(scratch.url()).find("otro programa"), std::string::npos);
  EXPECT_NE(refused("host=/nowhere dbname=x").find("conexión"), std::string::npos);
  EXPECT_NE(refused("postgresql://[x").find("no se entiende"), std::string::npos);
}

TEST(Files, the_shown_address_has_no_password) {
  EXPECT_EQ(shown_url("postgresql://ana:secr%20et@db.example:5433/alianza?sslmode=require"),
            "dbname=alianza host=db.example port=5433 user=ana");
  EXPECT_EQ(connect_url("host=a password='x y=z' dbname=b").find(' '), std::string::npos);
}

TEST(Files, a_backup_made_while_others_write_restores_to_a_whole_database) {
  Scratch scratch(kThings);
  std::atomic<bool> stop{false};
  std::atomic<std::int64_t> acknowledged{0};
  std::thread writer([&] {
    for (std::int64_t i = 1; !stop; ++i)
      if (add(scratch.db(), i, "row")) acknowledged = i;
  });
  while (acknowledged < 20) std::this_thread::yield();
  const std::int64_t before = acknowledged;
  const std::string copy = scratch.folder() + "/backup";
  const auto done = scratch->backup(copy);
  stop = true;
  writer.join();
  ASSERT_TRUE(done) << done.error().message.key();
  EXPECT_FALSE(scratch->backup(copy)) << "an existing file is not overwritten";
  EXPECT_FALSE(Database::restore(copy, {.url = scratch.url()})) << "nor a database with data";

  Options target{.url = "sqlite:" + scratch.folder() + "/restored.db"};
  if (!on_sqlite()) {
    const auto schema = *scratch->read([](Tx& tx) { return *tx.one<std::string>("SELECT CAST(current_schema() AS TEXT)"); });
    ASSERT_TRUE(scratch->write([&](Tx& tx) { return tx.exec(("DROP SCHEMA " + schema + " CASCADE").c_str()); }));
    ASSERT_TRUE(scratch->write([&](Tx& tx) { return tx.exec(("CREATE SCHEMA " + schema).c_str()); }));
    target.url = scratch.url();
  }
  const auto restored = Database::restore(copy, target);
  ASSERT_TRUE(restored) << restored.error().message.key();
  auto db = *Database::open(target);
  EXPECT_TRUE(db.check_schema(kThings));
  EXPECT_TRUE(db.verify());
  EXPECT_GE(count(db), before);
  EXPECT_TRUE(add(db, 1000000, "goes on"));
}

TEST(Files, a_new_file_and_its_copy_are_for_their_owner_only) {
  if (!on_sqlite()) GTEST_SKIP();
  Scratch scratch(kThings);
  const std::string copy = scratch.folder() + "/copy";
  ASSERT_TRUE(scratch->backup(copy));
  for (const std::string& path : {scratch.url().substr(7), copy})
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write) << path;
}

TEST(Files, another_programs_database_is_no_backup) {
  if (!on_sqlite()) GTEST_SKIP();
  Scratch scratch;
  const std::string path = scratch.folder() + "/other.db";
  make_foreign_database(path);
  const auto restored = Database::restore(path, {.url = "sqlite:" + scratch.folder() + "/new.db"});
  ASSERT_FALSE(restored);
  EXPECT_STREQ(restored.error().message.key(), "El archivo {1} no es un respaldo de Alianza.");
  EXPECT_FALSE(fs::exists(scratch.folder() + "/new.db"));
}

TEST(Files, what_was_written_is_there_after_closing_and_opening) {
  Scratch scratch(kThings);
  ASSERT_TRUE(add(scratch.db(), 1, "kept"));
  ASSERT_TRUE(scratch->checkpoint());
  scratch.reopen();
  EXPECT_EQ(count(scratch.db()), 1);
  EXPECT_GT(scratch->stats().bytes, 0);
  if (on_sqlite()) {
    scratch.close();
    EXPECT_FALSE(fs::exists(scratch.url().substr(7) + "-wal")) << "a clean end leaves one file";
  }
}

}  // namespace
}  // namespace alianza::db
