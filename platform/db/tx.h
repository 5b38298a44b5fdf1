#pragma once
// A transaction: the only way to the data. Made by Database::write and Database::read.
#include <array>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "platform/db/engine.h"
#include "platform/db/failure.h"
#include "platform/db/memory.h"
#include "platform/db/row.h"

namespace alianza::db {

/// What happened, for other features. Listeners run in the same transaction; a row in outbox_events is kept for later workers.
struct Event {
  std::string type;          // "membership.changed"
  std::int64_t subject = 0;  // the id of what changed
  std::string payload_json;  // small; ids and words, no personal values
};

class Statement;   // a prepared statement of one connection
class Connection;  // one connection to one engine
struct Shared;     // what the transactions of one Database share: listeners, clock

/// One execution of one statement. Ends when it goes out of scope.
class Rows {
 public:
  Rows(class Tx& tx, Statement& statement) : tx_(tx), statement_(statement) {}
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows();
  /// Moves to the first or next row; false after the last.
  bool next();
  Cells& cells();
  std::int64_t affected() const;

 private:
  Tx& tx_;
  Statement& statement_;
};

/// SQL that both engines read alike: ON CONFLICT … DO UPDATE, RETURNING, FILTER, windows, recursive CTE, row values, partial
/// unique indexes; no FOR UPDATE, date functions, JSON operators, lower() or LIKE on accents. On PostgreSQL a parameter takes its
/// type from its place; where the place has none (SELECT :x, :x IS NULL, :a + 1) write CAST(:x AS BIGINT), and an optional filter
/// is a statement of its own.
///
/// SQL is a string literal with named placeholders (:agency); every placeholder has a parameter and every parameter a
/// placeholder. A statement that fails dooms the transaction: whatever follows throws Failure::Kind::doomed and nothing is
/// committed, even if the exception was swallowed. Text with NUL or invalid UTF-8 is Impossible: the edge should have refused it.
class Tx {
 public:
  Tx(Connection& connection, const Shared& shared);
  ~Tx();
  Tx(const Tx&) = delete;
  Tx& operator=(const Tx&) = delete;

  Engine engine() const;
  /// The time of this transaction: one moment from its first statement to its last.
  Instant now() const { return now_; }

  /// Runs a statement; tells how many rows it inserted, changed or deleted.
  std::int64_t exec(const char* sql, Params params = {});

  /// All rows. For lists with a LIMIT, which may be told as `expected`; what can grow goes by each().
  template <class T>
  std::vector<T> all(const char* sql, Params params = {}, std::size_t expected = 0) {
    std::vector<T> out;
    out.reserve(expected);
    Rows rows(*this, start(sql, params, detail::width<T>()));
    while (rows.next()) read_row(rows, out.emplace_back());
    return out;
  }

  /// The row, or nothing. Two rows are Impossible.
  template <class T>
  std::optional<T> one(const char* sql, Params params = {}) {
    std::optional<T> out;
    Rows rows(*this, start(sql, params, detail::width<T>()));
    if (!rows.next()) return out;
    read_row(rows, out.emplace());
    ENSURE(!rows.next());
    return out;
  }

  /// Streams a SELECT: memory does not grow with the number of rows. `f` may run other statements of this Tx, but must not write
  /// to the tables that are being read. On PostgreSQL it is a cursor, 256 rows a round trip.
  template <class T, class F>
  void each(const char* sql, Params params, F&& f) {
    Rows rows(*this, start_stream(sql, params, detail::width<T>()));
    T row{};
    while (rows.next()) {
      read_row(rows, row);
      f(static_cast<const T&>(row));
    }
  }

  /// What `make` reads, remembered by a reader of SQLite until anything at all in the database changes, by this program or
  /// another: for the few rows that every page asks for (docs/decisions/0043-remembered-rows.md). `what` is a literal; with `of`
  /// it names everything that the value depends on besides the database: ids, a day. Elsewhere (a write, PostgreSQL) it is made
  /// each time.
  template <class F>
  auto remembered(const char* what, std::array<std::int64_t, 4> of, F&& make) -> std::remove_cvref_t<decltype(make())> {
    using T = std::remove_cvref_t<decltype(make())>;
    static constexpr char type = 0;
    Memory* kept = memory();
    if (kept == nullptr) return make();
    const Memory::Key key{what, &type, of};
    if (const auto found = kept->find(key)) return *static_cast<const T*>(found.get());
    auto value = std::make_shared<const T>(make());
    kept->keep(key, value);
    return *value;
  }

  /// Runs the listeners of event.type (Database::on) and keeps the event in outbox_events. A listener's Error ends the
  /// transaction: write() returns it.
  void publish(const Event& event);

  /// Runs `f` when this transaction has been committed, on the thread that called write(); never when it was not, or when that is
  /// unsure. For waking whoever waits for the change: brief, throws nothing, calls neither write() nor read(). Lost in a crash.
  void after_commit(std::function<void()> f) { after_commit_.push_back(std::move(f)); }

  /// Prepares without running: for the test that every statement is understood by both engines.
  void check(const char* sql);

  /// Ends the transaction at once: nothing is kept and write() gives this error. For code that cannot return a Result.
  [[noreturn]] void abandon(Error error);

 private:
  friend class Rows;
  friend struct Outcome;

  template <class T>
  void read_row(Rows& rows, T& out) {
    try {
      detail::read(rows.cells(), 0, out);
    } catch (...) {
      doom_unreadable();
      throw;
    }
  }
  Memory* memory();
  Statement& start(const char* sql, const Params& params, int columns);
  Statement& start_stream(const char* sql, const Params& params, int columns);
  Statement& begin(Statement& statement, const Params& params, int columns);
  void doom_unreadable() { doom(std::current_exception()); }
  void doom(std::exception_ptr why);
  void refuse_if_doomed() const;

  Connection& connection_;
  const Shared& shared_;
  Instant now_;
  std::int64_t executed_ = 0;      // told to Stats once, at the end
  std::exception_ptr doom_;        // the failure that doomed it
  std::optional<Memory*> memory_;  // asked for once
  std::vector<std::function<void()>> after_commit_;
};

}  // namespace alianza::db
