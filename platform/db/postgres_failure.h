#pragma once
#include <libpq-fe.h>

#include <memory>

#include "platform/db/failure.h"

namespace alianza::db {

struct ClearResult {
  void operator()(PGresult* r) const { PQclear(r); }
};
using PgResult = std::unique_ptr<PGresult, ClearResult>;

/// From the SQLSTATE, the table's name and the state of the connection; nothing else of the server's message is kept.
Failure postgres_failure(PGconn* connection, const PGresult* result);

}  // namespace alianza::db
