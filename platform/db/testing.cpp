#include "platform/db/testing.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace alianza::test {
namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody sets it meanwhile
  return value == nullptr ? "" : value;
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(std::string("scratch database: ") + result.error().message.key());
  return std::move(*result);
}

std::string make_folder() {
  std::string name = (std::filesystem::temp_directory_path() / "alianza-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("scratch database: no temporary folder");
  return name;
}

std::string server() {
  std::string text = environment("ALIANZA_TEST_PG");
  if (!text.empty()) return text;
  if (environment("ALIANZA_TEST_PG_OPTIONAL") == "1") {
    std::fputs("No PostgreSQL (ALIANZA_TEST_PG is not set): these tests are left out.\n", stderr);
    std::exit(0);  // NOLINT(concurrency-mt-unsafe)
  }
  throw std::runtime_error(
      "PostgreSQL tests need a server: run them through 'tools/scratch_postgres run …', or set ALIANZA_TEST_PG to a connection "
      "string.");
}

/// Makes and drops the schemas; one for the whole program.
const db::Database& admin() {
  static const db::Database database = must(db::Database::open({.url = server()}));
  return database;
}

}  // namespace

db::Engine engine_under_test() {
  return environment("ALIANZA_TEST_ENGINE") == "postgres" ? db::Engine::postgres : db::Engine::sqlite;
}

Scratch::Scratch(std::span<const db::Migration> migrations, db::Options options)
    : clock_(*Instant::parse("2026-03-02T16:00:00.000000Z")), folder_(make_folder()), options_(std::move(options)) {
  if (options_.clock == &system_clock()) options_.clock = &clock_;
  if (engine_under_test() == db::Engine::sqlite) {
    options_.url = "sqlite:" + folder_ + "/test.db";
  } else {
    schema_ = make_schema();
    options_.url = server() + " options=-csearch_path=" + schema_;
  }
  reopen();
  must(db_->migrate(migrations));
}

std::string Scratch::make_schema() const {
  std::string name = "t_" + id_to_text(new_random_id());
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  must(admin().write([&](db::Tx& tx) { return tx.exec(("CREATE SCHEMA " + name).c_str()); }));
  return name;
}

void Scratch::reopen() {
  db_.reset();
  db_.emplace(must(db::Database::open(options_)));
}

Scratch::~Scratch() {
  db_.reset();
  try {
    if (!schema_.empty())
      static_cast<void>(admin().write([&](db::Tx& tx) { return tx.exec(("DROP SCHEMA " + schema_ + " CASCADE").c_str()); }));
    std::filesystem::remove_all(folder_);
  } catch (const std::exception&) {  // what stays behind is a temporary folder or a schema of a scratch server
  }
}

}  // namespace alianza::test
