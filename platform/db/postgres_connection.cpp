#include "platform/db/postgres_connection.h"

#include <libpq-fe.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>

#include "platform/db/postgres_statement.h"
#include "platform/db/postgres_url.h"
#include "platform/db/sql_text.h"

namespace alianza::db {

PostgresConnection::PostgresConnection(const Shared& shared, Patience patience)
    : Connection(shared), session_(std::make_unique<soci::session>()) {
  try {
    session_->open(soci::postgresql, connect_url(shared.options.url));
  } catch (const soci::soci_error&) {
    throw Failure(Failure::Kind::lost, "connect");
  }
  handle_ = static_cast<soci::postgresql_session_backend*>(session_->get_backend())->conn_;
  PQsetNoticeReceiver(handle_, &PostgresConnection::note, this);
  const bool serving = patience == Patience::serving;
  const auto wait = serving ? shared.options.wait : std::chrono::milliseconds(60000);
  run("SET client_min_messages = warning; SET TimeZone = 'UTC'; SET idle_in_transaction_session_timeout = '120s'; SET "
      "lock_timeout = " +
      std::to_string(wait.count()) + "; SET statement_timeout = " + (serving ? "60000" : "0"));
}

PostgresConnection::~PostgresConnection() { forget_statements(); }

/// A warning at COMMIT means: not replicated as promised, or no transaction was open. Other notices are of no use.
void PostgresConnection::note(void* self, const PGresult* result) {
  const char* severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  if (severity != nullptr && std::string_view(severity) == "WARNING") static_cast<PostgresConnection*>(self)->warned_ = true;
}

void PostgresConnection::run(const std::string& sql) {
  const PgResult result(PQexec(handle_, sql.c_str()));
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail_now(result.get());
}

void PostgresConnection::fail_now(const PGresult* result) {
  remember_constraint(result);
  throw Failure(postgres_failure(handle_, result));
}

std::string PostgresConnection::text(const char* sql) {
  const PgResult result(PQexec(handle_, sql));
  if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) fail_now(result.get());
  return PQntuples(result.get()) == 0 ? "" : PQgetvalue(result.get(), 0, 0);
}

void PostgresConnection::commit() {
  warned_ = false;
  const PgResult result(PQexec(handle_, "COMMIT"));
  if (PQresultStatus(result.get()) == PGRES_COMMAND_OK) {
    const std::string_view tag = PQcmdStatus(result.get());
    if (tag == "ROLLBACK") throw Failure(Failure::Kind::doomed, "rollback");
    if (tag != "COMMIT" || warned_) throw Failure(Failure::Kind::unsure, "warning");
    return;
  }
  remember_constraint(result.get());
  const Failure failure = postgres_failure(handle_, result.get());
  if (failure.kind() == Failure::Kind::lost) throw Failure(Failure::Kind::unsure, failure.code());
  throw Failure(failure);
}

void PostgresConnection::rollback() noexcept {
  if (PQstatus(handle_) != CONNECTION_OK || PQtransactionStatus(handle_) == PQTRANS_IDLE) return;
  PQclear(PQexec(handle_, "ROLLBACK"));
}

bool PostgresConnection::alive() { return PQstatus(handle_) == CONNECTION_OK; }

std::unique_ptr<Statement> PostgresConnection::prepare(const std::string& sql) {
  const std::string text = with_lists(without_comments(sql), Engine::postgres);
  if (split_statements(text).size() != 1) throw Impossible("impossible: one statement at a time (platform/db)");
  return make_postgres_statement(*this, text);
}

Statement& PostgresConnection::stream(const char* sql) {
  const std::string name = "each_" + std::to_string(streams_ + 1);  // one inside another: another name
  Statement& cursor = statement(("DECLARE " + name + " NO SCROLL CURSOR FOR " + sql).c_str());
  ++streams_;
  return cursor;
}

void PostgresConnection::remember_constraint(const PGresult* result) {
  const char* schema = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SCHEMA_NAME);
  const char* name = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
  schema_ = schema == nullptr ? "" : schema;
  constraint_ = name == nullptr ? "" : name;
}

/// PostgreSQL names the constraint; its columns are in the catalogue.
Failure PostgresConnection::explain(const Failure& failure) {
  if (failure.kind() != Failure::Kind::unique || constraint_.empty()) return failure;
  auto found = keys_.find(schema_ + "." + constraint_);
  if (found == keys_.end()) {
    const char* values[] = {schema_.c_str(), constraint_.c_str()};
    const PgResult result(
        PQexecParams(handle_,
                     "SELECT i.indisprimary, (SELECT string_agg(a.attname, ',' ORDER BY k.place)"
                     " FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)"
                     " JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number)"
                     " FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace"
                     " WHERE n.nspname = $1 AND c.relname = $2",
                     2, nullptr, values, nullptr, nullptr, 0));
    Key key;
    if (PQresultStatus(result.get()) == PGRES_TUPLES_OK && PQntuples(result.get()) == 1)
      key = {PQgetvalue(result.get(), 0, 1), PQgetvalue(result.get(), 0, 0)[0] == 't'};
    found = keys_.emplace(schema_ + "." + constraint_, key).first;
  }
  return Failure(failure.kind(), failure.code(), failure.table(), found->second.columns, found->second.primary);
}

}  // namespace alianza::db
