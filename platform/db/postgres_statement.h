#pragma once
#include "platform/db/postgres_connection.h"

namespace alianza::db {

/// "DECLARE each_N …" gives a statement that fetches its rows in portions.
std::unique_ptr<Statement> make_postgres_statement(PostgresConnection& connection, const std::string& sql);

}  // namespace alianza::db
