#pragma once
// The database room: SQLite in one file by default, PostgreSQL 15 when one machine is not enough; the same SQL on both.
//
//   auto db = TRY(db::Database::open({.url = "sqlite:var/alianza.db"}));
//   TRY(db.migrate(migrations));
//   auto name = db.read([&](db::Tx& tx) -> Result<std::string> { … tx.one<std::string>("SELECT …", {{"id", id}}) … });
//   auto id = db.write([&](db::Tx& tx) -> Result<MeetingId> { … tx.exec("INSERT …", {…}); return id; });
//
// The body of a write commits only by returning a value, and it may be run more than once (PostgreSQL: transactions that crossed,
// a lost connection; both: a random id that was taken). So: no network, mail, hashing or counters inside, and new ids are made
// inside. On SQLite the body may run on another caller's thread, and the call returns after the fsync that it shares with others.
// So: no thread_local state inside, and nobody calls write() while holding a lock that a body takes. A body should take
// milliseconds: nobody else writes meanwhile. A read is a snapshot and cannot write; on PostgreSQL it too may be repeated when
// the connection is lost. Neither is called inside the other.
#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "platform/db/tx.h"

namespace alianza::db {

/// "A row with these columns exists already" as a sentence at a field: Fault::conflict with FieldError{field, message}.
struct UniqueRule {
  std::string table;
  std::string columns;  // in the order of the constraint: "agency_id,name_folded"
  std::string field;    // of the form or JSON body
  Message message;
};

enum class Existing { or_create, required };  // may open() create the SQLite file?
enum class Check { none, quick };             // quick: SQLite's quick_check at open; about 1 s per GB

struct Options {
  /// "sqlite:path/to/file.db", "postgresql://user@host/name" or libpq's "host=… dbname=…".
  std::string url;
  int readers = 4;                       // connections for reads
  int writers = 4;                       // connections for writes (PostgreSQL; SQLite has one)
  const Clock* clock = &system_clock();  // outlives the Database
  Existing existing = Existing::or_create;
  Check check = Check::none;
  std::chrono::milliseconds wait{5000};  // for a free connection or lock, then Fault::unavailable
  std::vector<UniqueRule> unique_rules;
};

/// One step of a feature's schema; tables only grow by new steps. Made from NNNN_words.sql by alianza_migrations() (cmake).
struct Migration {
  const char* feature;
  int number;                          // 1, 2, 3… within the feature
  const char* name;                    // "accounts_and_sessions"
  const char* sql;                     // statements for both engines
  const char* sql_sqlite = nullptr;    // instead of `sql` there
  const char* sql_postgres = nullptr;  // instead of `sql` there
};

struct MigrationReport {
  std::vector<std::string> applied;  // "organizations 0002 interests"
  int already = 0;
};

struct Stats {
  std::int64_t reads = 0, writes = 0;
  std::int64_t statements = 0;            // executed in transactions that have ended
  std::int64_t commits = 0;               // SQLite: fewer than writes when callers share a commit
  std::int64_t repeats = 0;               // bodies run again
  std::int64_t longest_write_us = 0;      // longest time one body held the writer
  std::int64_t bytes = 0, wal_bytes = 0;  // on disk; PostgreSQL: pg_database_size, 0
};

namespace detail {

template <class R>
struct as_result {
  using type = Result<R>;
};
template <class R>
struct as_result<Result<R>> {
  using type = Result<R>;
};

/// A reference to a body, without an allocation.
class Body {
 public:
  template <class F>
  explicit Body(F& f) : object_(&f), call_([](void* o, Tx& tx) { return (*static_cast<F*>(o))(tx); }) {}
  /// True: a value, to be committed. False: an error, kept by the caller.
  bool operator()(Tx& tx) const { return call_(object_, tx); }

 private:
  void* object_;
  bool (*call_)(void*, Tx&);
};

}  // namespace detail

/// A handle; copies mean the same database. The last one to go closes it (SQLite: writes the WAL back into the file).
class Database {
 public:
  /// Fails with advice when the file is no database, not ours, damaged, or the server does not answer. Does not migrate.
  static Result<Database> open(Options options);

  Engine engine() const;
  std::string url() const;  // without a password

  /// Runs body(Tx&) -> Result<T> (or T) and gives Result<T>. Expected: conflict (unique), unavailable (busy, disk full, server
  /// away; nothing was changed), unsure (lost while committing). Throws Failure for surprises and whatever the body throws.
  template <class F>
  auto write(F&& body) const -> typename detail::as_result<std::invoke_result_t<F&, Tx&>>::type {
    return run<F>(body, &Database::run_write);
  }
  template <class F>
  auto read(F&& body) const -> typename detail::as_result<std::invoke_result_t<F&, Tx&>>::type {
    return run<F>(body, &Database::run_read);
  }

  /// Applies what is missing, in the given order of features and by number: each all or nothing, under a lock. Refuses a database
  /// of a newer program and a migration whose text changed after it was applied. The room's own tables (outbox_events) come
  /// first.
  Result<MigrationReport> migrate(std::span<const Migration> migrations) const;
  /// Fails as migrate() would, and when something is missing; changes nothing.
  Done check_schema(std::span<const Migration> migrations) const;

  /// Before serving, not during. Listeners run in the order of registration, inside the publishing transaction.
  using Listener = std::function<Done(Tx&, const Event&)>;
  void on(std::string event_type, Listener listener) const;
  void unique_rules(std::vector<UniqueRule> rules) const;
  /// Called with the text of each statement when a connection prepares it: for the test that collects them.
  void on_prepare(std::function<void(std::string_view sql)> observer) const;

  /// Writes a consistent copy while others write; the path must not exist. SQLite: a database file, fsynced. PostgreSQL: pg_dump,
  /// custom format. Not for threads that serve: it takes as long as the data is large.
  Done backup(const std::string& path) const;
  /// Makes a database at options.url (must be absent or empty) from a backup of the same engine.
  static Done restore(const std::string& backup_path, const Options& options);
  /// Reads everything: structure and references. Long.
  Done verify() const;
  /// SQLite: brings the WAL back into the file. PostgreSQL: nothing.
  Done checkpoint() const;
  /// Leaves nothing of what was deleted outside the tables: SQLite (whose deletes overwrite) empties the WAL; PostgreSQL vacuums.
  /// As long as the data is large, while others go on.
  Done purge() const;
  /// Counts anew what the planner believes about the tables; worth it after an import. Milliseconds on SQLite.
  Done analyze() const;
  /// Gives back the memory that idle connections keep for whoever asks next. For a moment when nobody does. Microseconds.
  void rest() const;
  Stats stats() const;
  /// Can read now: for /healthz.
  Done ready() const;

  struct Impl;

 private:
  using Runner = Done (Database::*)(detail::Body) const;

  explicit Database(std::shared_ptr<Impl> impl);
  Done run_write(detail::Body body) const;
  Done run_read(detail::Body body) const;

  template <class F>
  auto run(F& body, Runner runner) const {
    using R = typename detail::as_result<std::invoke_result_t<F&, Tx&>>::type;
    std::optional<R> result;
    auto call = [&](Tx& tx) {
      if constexpr (std::is_void_v<std::invoke_result_t<F&, Tx&>>) {
        body(tx);
        result.emplace();
      } else {
        result.emplace(body(tx));
      }
      return result->has_value();
    };
    Done done = (this->*runner)(detail::Body(call));
    if (!done) return R(fail(std::move(done).error()));
    return R(std::move(*result));
  }

  std::shared_ptr<Impl> impl_;
};

}  // namespace alianza::db
