#pragma once
#include <memory>

#include "platform/db/failure.h"

struct pg_conn;    // libpq's PGconn
struct pg_result;  // and PGresult

namespace alianza::db {

struct ClearResult {
  void operator()(pg_result* r) const;
};
using PgResult = std::unique_ptr<pg_result, ClearResult>;

/// From the SQLSTATE, the table's name and the state of the connection; nothing else of the server's message is kept.
Failure postgres_failure(pg_conn* connection, const pg_result* result);
/// From a SQLSTATE alone: what SOCI keeps of a statement that could not be prepared.
Failure postgres_failure(pg_conn* connection, std::string_view state);

}  // namespace alianza::db
