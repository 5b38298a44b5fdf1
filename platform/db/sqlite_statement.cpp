#include "platform/db/sqlite_statement.h"

#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include "platform/db/sqlite_failure.h"

namespace alianza::db {
namespace {

using namespace sqlite_api;

std::vector<std::string> placeholders(sqlite3_stmt* stmt) {
  std::vector<std::string> names;
  for (int i = 1; i <= sqlite3_bind_parameter_count(stmt); ++i) {
    const char* name = sqlite3_bind_parameter_name(stmt, i);
    if (name == nullptr) throw Impossible("impossible: a placeholder without a name");
    names.emplace_back(name + 1);
  }
  return names;
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(soci::session& session, const std::string& text) : soci_(session) {
    soci_.alloc();
    soci_.prepare(text);
    stmt_ = static_cast<soci::sqlite3_statement_backend*>(soci_.get_backend())->stmt_;
    slots_ = std::make_unique<Slots>(placeholders(stmt_));
  }

  int columns() const override { return sqlite3_column_count(stmt_); }
  std::int64_t affected() const override { return sqlite3_stmt_readonly(stmt_) != 0 ? 0 : affected_; }

  void start(const Params& params) override {
    slots_->fill(params, [this](std::size_t i, const Value& v) { bind(static_cast<int>(i) + 1, v); });
    state_ = State::first;
    fetch();
  }

  bool next() override {
    if (state_ == State::first) {  // start() fetched it
      state_ = State::running;
    } else if (state_ == State::running) {
      fetch();
    }
    return state_ != State::done;
  }

  void finish() noexcept override {
    sqlite3_reset(stmt_);
    state_ = State::done;
  }

  bool null(int column) override { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }
  std::int64_t integer(int column) override { return sqlite3_value_int64(cell(column, SQLITE_INTEGER)); }
  bool boolean(int column) override {
    const auto v = integer(column);
    if (v != 0 && v != 1) detail::unreadable("a boolean column holds neither 0 nor 1");
    return v != 0;
  }
  double real(int column) override {
    const bool whole = sqlite3_column_type(stmt_, column) == SQLITE_INTEGER;
    return sqlite3_value_double(cell(column, whole ? SQLITE_INTEGER : SQLITE_FLOAT));
  }
  std::string_view text(int column) override {
    auto* value = cell(column, SQLITE_TEXT);
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_value_text(value));
    return {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }

 private:
  enum class State { done, first, running };

  /// Looked up once for type, bytes and size. SQLite runs without mutexes of its own (sqlite_connection.cpp), so the value may be
  /// read as it is.
  sqlite3_value* cell(int column, int type) const {
    auto* value = sqlite3_column_value(stmt_, column);
    const int got = sqlite3_value_type(value);
    if (got == type) return value;
    detail::unreadable(got == SQLITE_NULL ? "NULL into a member that is not optional"
                                          : "a column of another type than its member");
  }

  void bind(int slot, const Value& v) {
    int code = SQLITE_OK;
    switch (v.kind()) {
      case Value::Kind::null: code = sqlite3_bind_null(stmt_, slot); break;
      case Value::Kind::integer: code = sqlite3_bind_int64(stmt_, slot, v.integer()); break;
      case Value::Kind::boolean: code = sqlite3_bind_int(stmt_, slot, v.boolean() ? 1 : 0); break;
      case Value::Kind::real: code = sqlite3_bind_double(stmt_, slot, v.real()); break;
      case Value::Kind::text:  // an empty view may have no address, which SQLite would take for NULL
        code = sqlite3_bind_text64(stmt_, slot, v.text().empty() ? "" : v.text().data(), v.text().size(), SQLITE_STATIC,
                                   SQLITE_UTF8);
        break;
    }
    if (code != SQLITE_OK) throw Failure(sqlite_failure(code, {}));
  }

  void fetch() {
    sqlite3* handle = sqlite3_db_handle(stmt_);
    const int code = sqlite3_step(stmt_);
    if (code == SQLITE_ROW) return;
    if (code != SQLITE_DONE) {
      const Failure failure = sqlite_failure(code, sqlite3_errmsg(handle));
      finish();
      throw Failure(failure);
    }
    affected_ = sqlite3_changes64(handle);
    state_ = State::done;
  }

  soci::statement soci_;
  sqlite3_stmt* stmt_ = nullptr;
  std::unique_ptr<Slots> slots_;
  State state_ = State::done;
  std::int64_t affected_ = 0;
};

}  // namespace

std::unique_ptr<Statement> make_sqlite_statement(soci::session& session, const std::string& sql) {
  return std::make_unique<SqliteStatement>(session, sql);
}

}  // namespace alianza::db
