#include "platform/db/postgres_failure.h"

#include <libpq-fe.h>

namespace alianza::db {
namespace {

Failure::Kind kind_of(std::string_view state) {
  using K = Failure::Kind;
  if (state == "23505") return K::unique;
  if (state == "23503") return K::foreign_key;
  if (state == "23514" || state == "23P01" || state == "P0001") return K::check;
  if (state == "23502") return K::not_null;
  if (state == "40001" || state == "40P01") return K::serialization;
  if (state == "40003") return K::unsure;
  if (state == "53100") return K::full;
  if (state == "55P03" || state == "57014" || state.starts_with("53"))
    return K::busy;  // lock or statement timeout, too many clients
  if (state == "25006") return K::read_only;
  if (state == "25P02") return K::doomed;
  if (state.starts_with("08") || state == "57P01" || state == "57P02" || state == "57P03" || state == "25P03") return K::lost;
  if (state.starts_with("XX00")) return K::corrupt;
  if (state.starts_with("42") || state.starts_with("0A")) return K::statement;
  return K::other;
}

std::string field(const PGresult* result, int code) {
  const char* text = result == nullptr ? nullptr : PQresultErrorField(result, code);
  return text == nullptr ? "" : text;
}

}  // namespace

void ClearResult::operator()(PGresult* r) const { PQclear(r); }

Failure postgres_failure(PGconn* connection, std::string_view state) {
  if (PQstatus(connection) != CONNECTION_OK) return Failure(Failure::Kind::lost, state.empty() ? "08006" : std::string(state));
  if (state.empty()) return Failure(Failure::Kind::other, "none");
  return Failure(kind_of(state), std::string(state));
}

Failure postgres_failure(PGconn* connection, const PGresult* result) {
  const Failure failure = postgres_failure(connection, field(result, PG_DIAG_SQLSTATE));
  return Failure(failure.kind(), failure.code(), field(result, PG_DIAG_TABLE_NAME), {}, false);
}

}  // namespace alianza::db
