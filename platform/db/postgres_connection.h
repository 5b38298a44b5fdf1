#pragma once
// Inside the room: one connection to PostgreSQL. SOCI opens it, turns :names into $1 and prepares; execution, results and the
// commit's answer are libpq's, because SOCI does not show the command tag nor the SQLSTATE of a commit.
#include <map>

#include "platform/db/connection.h"
#include "platform/db/postgres_failure.h"

namespace soci {
class session;
}

namespace alianza::db {

enum class Patience { serving, maintenance };  // maintenance: migrations and dumps, statements without a time limit

class PostgresConnection : public Connection {
 public:
  PostgresConnection(const Shared& shared, Patience patience);
  ~PostgresConnection() override;

  Engine engine() const override { return Engine::postgres; }
  void begin_read() override { run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
  void begin_write() override { run("BEGIN ISOLATION LEVEL SERIALIZABLE"); }
  void commit() override;
  void rollback() noexcept override;
  bool alive() override;
  Failure explain(const Failure& failure) override;
  void run(const std::string& sql) override;
  Statement& stream(const char* sql) override;

  pg_conn* handle() const { return handle_; }
  soci::session& session() { return *session_; }
  [[noreturn]] void fail_now(const pg_result* result);
  /// A query of one value, outside the cache.
  std::string text(const char* sql);

 protected:
  std::unique_ptr<Statement> prepare(const std::string& sql) override;

 private:
  friend class PostgresStream;
  static void note(void* self, const pg_result* result);
  void remember_constraint(const pg_result* result);

  struct Key {
    std::string columns;
    bool primary = false;
  };
  std::unique_ptr<soci::session> session_;
  pg_conn* handle_ = nullptr;
  bool warned_ = false;
  int streams_ = 0;
  std::string schema_, constraint_;  // of the last violation
  std::map<std::string, Key> keys_;
};

}  // namespace alianza::db
