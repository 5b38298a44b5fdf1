#pragma once
#include "platform/db/connection.h"

namespace soci {
class session;
}

namespace alianza::db {

/// Throws soci::soci_error when SQLite does not understand it.
std::unique_ptr<Statement> make_sqlite_statement(soci::session& session, const std::string& sql);

}  // namespace alianza::db
