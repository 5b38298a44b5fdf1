#include "platform/db/sqlite_connection.h"

// SOCI puts SQLite's own names into the namespace sqlite_api.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/db/sql_text.h"
#include "platform/db/sqlite_failure.h"
#include "platform/db/sqlite_statement.h"

namespace alianza::db {
namespace {

/// Once, before the first connection: no locks inside a connection (each is used by one thread at a time), no global memory
/// counters.
void configure_library() {
  static const bool done = [] {
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite_api::sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  static_cast<void>(done);
}

std::string connect_string(const std::string& path, Access access) {
  std::string text = "dbname=\"" + path + "\" timeout=5";
  if (access == Access::read) text += " readonly=true";
  return text;
}

}  // namespace

struct SqliteConnection::Session {
  soci::session soci;
  sqlite_api::sqlite3* handle = nullptr;
};

SqliteConnection::SqliteConnection(const Shared& shared, const std::string& path, Access access)
    : Connection(shared), session_(std::make_unique<Session>()), access_(access) {
  configure_library();
  try {
    session_->soci.open(soci::sqlite3, connect_string(path, access));
  } catch (const soci::sqlite3_soci_error& e) {
    throw sqlite_failure(e.result(), {});
  } catch (const soci::soci_error&) {
    throw Failure(Failure::Kind::other, "open");
  }
  session_->handle = static_cast<soci::sqlite3_session_backend*>(session_->soci.get_backend())->conn_;
  try {
    set_up(access);
  } catch (const soci::soci_error&) {
    fail_now();
  }
}

void SqliteConnection::set_up(Access access) {
  sqlite_api::sqlite3* handle = session_->handle;
  sqlite_api::sqlite3_extended_result_codes(handle, 1);
  // A file that may only be read opens all the same, and would tell only at its first write.
  if (access == Access::write && sqlite_api::sqlite3_db_readonly(handle, "main") == 1)
    throw Failure(Failure::Kind::read_only, "open");
  sqlite_api::sqlite3_busy_timeout(handle, static_cast<int>(shared_.options.wait.count()));
  sqlite_api::sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  run("PRAGMA trusted_schema = OFF");
  run("PRAGMA foreign_keys = ON");
  run("PRAGMA cache_size = -4000");  // 4 MB a connection; the rest is the system's page cache
  run("PRAGMA temp_store = MEMORY");
  if (access == Access::write) {
    run("PRAGMA cache_size = -16000");  // the one that writes: an import touches many pages again and again
    run("PRAGMA synchronous = FULL");
    run("PRAGMA secure_delete = ON");         // what was erased is overwritten
    run("PRAGMA wal_autocheckpoint = 8000");  // 32 MB: pages that many writes touch are copied to the database once
    run("PRAGMA journal_size_limit = 67108864");
  }
  begin_read_ = compile("BEGIN");
  begin_write_ = compile("BEGIN IMMEDIATE");
  commit_ = compile("COMMIT");
  rollback_ = compile("ROLLBACK");
  savepoint_ = compile("SAVEPOINT body");
  release_ = compile("RELEASE body");
  undo_ = compile("ROLLBACK TO body");
  version_ = compile("PRAGMA data_version");
}

SqliteConnection::~SqliteConnection() {
  forget_statements();
  for (auto* s : {begin_read_, begin_write_, commit_, rollback_, savepoint_, release_, undo_, version_})
    sqlite_api::sqlite3_finalize(s);
}

SqliteConnection::Compiled SqliteConnection::compile(const char* sql) const {
  Compiled s = nullptr;
  if (sqlite_api::sqlite3_prepare_v2(session_->handle, sql, -1, &s, nullptr) != SQLITE_OK) fail_now();
  return s;
}

void SqliteConnection::step(Compiled statement) {
  const int code = sqlite_api::sqlite3_step(statement);
  std::optional<Failure> failure;
  if (code != SQLITE_DONE) failure = sqlite_failure(code, {});
  sqlite_api::sqlite3_reset(statement);
  if (failure) throw Failure(*failure);
}

/// The version changes with every commit of another connection, whoever made it. A connection's own commits do not change it, so
/// only readers remember. Asking begins the transaction's snapshot, so the answer is about what it sees.
void SqliteConnection::release_memory() { sqlite_api::sqlite3_db_release_memory(session_->handle); }

Memory* SqliteConnection::memory() {
  if (access_ == Access::write) return nullptr;
  const int code = sqlite_api::sqlite3_step(version_);
  const auto version = code == SQLITE_ROW ? sqlite_api::sqlite3_column_int64(version_, 0) : 0;
  sqlite_api::sqlite3_reset(version_);
  if (code != SQLITE_ROW) throw sqlite_failure(code, {});
  memory_.at_version(version);
  return &memory_;
}

void SqliteConnection::rollback() noexcept {
  if (!in_transaction()) return;
  sqlite_api::sqlite3_step(rollback_);
  sqlite_api::sqlite3_reset(rollback_);
}

void SqliteConnection::undo() noexcept {
  if (!in_transaction()) return;
  for (auto* s : {undo_, release_}) {
    sqlite_api::sqlite3_step(s);
    sqlite_api::sqlite3_reset(s);
  }
}

bool SqliteConnection::in_transaction() const { return sqlite_api::sqlite3_get_autocommit(session_->handle) == 0; }

Failure SqliteConnection::failure() const {
  return sqlite_failure(sqlite_api::sqlite3_extended_errcode(session_->handle), sqlite_api::sqlite3_errmsg(session_->handle));
}

void SqliteConnection::fail_now() const { throw Failure(failure()); }

void SqliteConnection::run(const std::string& sql) {
  if (sqlite_api::sqlite3_exec(session_->handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail_now();
}

std::unique_ptr<Statement> SqliteConnection::prepare(const std::string& sql) {
  const std::string text = with_lists(without_comments(sql), Engine::sqlite);
  if (split_statements(text).size() != 1) throw Impossible("impossible: one statement at a time (platform/db)");
  try {
    return make_sqlite_statement(session_->soci, text);
  } catch (const soci::soci_error&) {
    fail_now();
  }
}

std::int64_t SqliteConnection::integer(const std::string& sql) {
  Statement& s = statement(sql.c_str());
  s.start({});
  const std::int64_t v = s.next() && !s.null(0) ? s.integer(0) : 0;
  s.finish();
  return v;
}

std::string SqliteConnection::text(const std::string& sql) {
  Statement& s = statement(sql.c_str());
  s.start({});
  std::string v(s.next() && !s.null(0) ? s.text(0) : "");
  s.finish();
  return v;
}

}  // namespace alianza::db
