// The program that is killed. tests/kill/database runs it, kills it at a random moment and asks it what is left.
//
//   db_kill_writer URL write THREADS   writes numbered rows without end; prints "thread number" once a row is acknowledged
//   db_kill_writer URL migrate         applies a long migration; prints "migrated" when it is done
//   db_kill_writer URL check           prints what is there, one fact a line, and "whole" when the structure is whole
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include "platform/db/db.h"

namespace {

using namespace alianza;
using Steady = std::chrono::steady_clock;

// Every write adds one row to each table: half of a transaction would show.
constexpr db::Migration kBase{"kill", 1, "rows", R"(
  CREATE TABLE kill_rows (
    thread BIGINT NOT NULL,
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    CONSTRAINT kill_rows_pk PRIMARY KEY (thread, number)
  );
  CREATE TABLE kill_echoes (
    thread BIGINT NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT kill_echoes_pk PRIMARY KEY (thread, number)
  ))"};

// Long enough to be killed inside: two tables, a new column and many rows.
constexpr int kSteps = 400;

std::string long_migration() {
  std::string sql = "CREATE TABLE kill_first (id BIGINT PRIMARY KEY, words TEXT); ALTER TABLE kill_rows ADD COLUMN later TEXT;";
  for (int i = 0; i < kSteps; ++i)
    sql += "INSERT INTO kill_first (id, words) VALUES (" + std::to_string(i) + ", '" + std::string(300, 'm') + "');";
  return sql + "CREATE TABLE kill_last (id BIGINT PRIMARY KEY); INSERT INTO kill_last (id) SELECT id FROM kill_first;";
}

template <class T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "db_kill_writer: %s\n", result.error().message.key());
  std::exit(1);  // NOLINT(concurrency-mt-unsafe): other threads end with it
}

std::int64_t number(db::Database& database, const char* sql, db::Params params = {}) {
  return must(database.read([&](db::Tx& tx) -> Result<std::int64_t> { return *tx.one<std::int64_t>(sql, params); }));
}

void write_rows(db::Database& database, std::int64_t thread) {
  auto next = number(database, "SELECT coalesce(max(number), 0) FROM kill_rows WHERE thread = :thread", {{"thread", thread}});
  for (;;) {
    ++next;
    const std::string words(static_cast<std::size_t>(next % 700), 'w');
    must(database.write([&](db::Tx& tx) -> Result<bool> {
      tx.exec("INSERT INTO kill_rows (thread, number, words) VALUES (:thread, :number, :words)",
              {{"thread", thread}, {"number", next}, {"words", words}});
      tx.exec("INSERT INTO kill_echoes (thread, number) VALUES (:thread, :number)", {{"thread", thread}, {"number", next}});
      return true;
    }));
    char line[64];
    const int length =
        std::snprintf(line, sizeof line, "%lld %lld\n", static_cast<long long>(thread), static_cast<long long>(next));
    if (::write(STDOUT_FILENO, line, static_cast<std::size_t>(length)) != length) return;
  }
}

int write(db::Database& database, int threads) {
  must(database.migrate(std::span(&kBase, 1)));
  std::vector<std::thread> writers;
  for (int t = 0; t < threads; ++t) writers.emplace_back([&database, t] { write_rows(database, t); });
  for (auto& w : writers) w.join();
  return 0;
}

int migrate(db::Database& database) {
  const std::string sql = long_migration();
  const db::Migration all[] = {kBase, {"kill", 2, "long", sql.c_str()}};
  std::puts("migrating");
  std::fflush(stdout);
  must(database.migrate(all));
  std::puts("migrated");
  return 0;
}

struct Rows {
  std::int64_t thread = 0, rows = 0, last = 0;
  static void columns(auto& v, Rows& r) { v(r.thread, r.rows, r.last); }
};

bool has_table(db::Database& database, const char* name) {
  const char* sql = database.engine() == db::Engine::sqlite
                        ? "SELECT count(*) FROM sqlite_schema WHERE name = :name"
                        : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = :name";
  return number(database, sql, {{"name", name}}) != 0;
}

void print_migration(db::Database& database) {
  const auto booked = number(database, "SELECT count(*) FROM schema_migrations WHERE feature = 'kill' AND number = 2");
  const bool first = has_table(database, "kill_first");
  const bool last = has_table(database, "kill_last");
  const auto rows = last ? number(database, "SELECT count(*) FROM kill_last") : 0;
  std::printf("migration %lld %d %d %lld\n", static_cast<long long>(booked), first ? 1 : 0, last ? 1 : 0,
              static_cast<long long>(rows));
}

int check(db::Database& database, Steady::time_point start) {
  must(database.write([](db::Tx& tx) -> Result<std::int64_t> { return tx.exec("UPDATE schema_migrations SET name = name"); }));
  std::printf("start %lld\n",
              static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - start).count()));
  const auto rows = must(database.read([](db::Tx& tx) {
    return tx.all<Rows>("SELECT thread, count(*), max(number) FROM kill_rows GROUP BY thread ORDER BY thread");
  }));
  for (const auto& r : rows)
    std::printf("rows %lld %lld %lld\n", static_cast<long long>(r.thread), static_cast<long long>(r.rows),
                static_cast<long long>(r.last));
  const auto halves =
      number(database,
             "SELECT count(*) FROM kill_rows AS r FULL JOIN kill_echoes AS e ON e.thread = r.thread AND e.number = r.number"
             " WHERE r.number IS NULL OR e.number IS NULL");
  std::printf("halves %lld\n", static_cast<long long>(halves));
  print_migration(database);
  if (const auto whole = database.verify(); !whole) return 1;
  std::puts("whole");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto start = Steady::now();
  const std::string_view verb = argc > 2 ? argv[2] : "";
  if (verb != "write" && verb != "migrate" && verb != "check") {
    std::fputs("db_kill_writer URL write THREADS | migrate | check\n", stderr);
    return 2;
  }
  auto database = must(db::Database::open({.url = argv[1], .readers = 8, .writers = 8}));
  if (verb == "write") return write(database, argc > 3 ? std::atoi(argv[3]) : 4);  // NOLINT(cert-err34-c): the driver's number
  return verb == "migrate" ? migrate(database) : check(database, start);
}
