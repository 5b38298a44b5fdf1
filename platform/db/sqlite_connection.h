#pragma once
// Inside the room: one connection to a SQLite file. SOCI opens it and prepares; values and rows move through SQLite's own handle
// (docs/decisions: SOCI's exchange objects cut text at NUL, wrap integers and cost 1.6 times).
#include "platform/db/connection.h"

namespace sqlite_api {  // where SOCI puts SQLite's names
struct sqlite3_stmt;
}

namespace alianza::db {

constexpr int kApplicationId = 0x414C4E5A;  // "ALNZ" in the file's header: this database is ours

enum class Access { read, write };

class SqliteConnection : public Connection {
 public:
  SqliteConnection(const Shared& shared, const std::string& path, Access access);
  ~SqliteConnection() override;

  Engine engine() const override { return Engine::sqlite; }
  void begin_read() override { step(begin_read_); }
  void begin_write() override { step(begin_write_); }
  void commit() override { step(commit_); }
  void rollback() noexcept override;
  bool alive() override { return true; }
  void run(const std::string& sql) override;
  Memory* memory() override;
  void release_memory() override;

  // A body's own room inside the group's transaction.
  void savepoint() { step(savepoint_); }
  void keep() { step(release_); }
  void undo() noexcept;
  /// False when an error took the whole transaction with it.
  bool in_transaction() const;

  /// The first column of the first row, or 0 / "" without one.
  std::int64_t integer(const std::string& sql);
  std::string text(const std::string& sql);
  [[noreturn]] void fail_now() const;
  Failure failure() const;

 protected:
  std::unique_ptr<Statement> prepare(const std::string& sql) override;

 private:
  struct Session;
  friend class SqliteStatement;
  using Compiled = sqlite_api::sqlite3_stmt*;
  static void step(Compiled statement);
  Compiled compile(const char* sql) const;
  void set_up(Access access);

  std::unique_ptr<Session> session_;
  const Access access_;
  Memory memory_;
  Compiled begin_read_ = nullptr;
  Compiled begin_write_ = nullptr;
  Compiled commit_ = nullptr;
  Compiled rollback_ = nullptr;
  Compiled savepoint_ = nullptr;
  Compiled release_ = nullptr;
  Compiled undo_ = nullptr;
  Compiled version_ = nullptr;
};

}  // namespace alianza::db
