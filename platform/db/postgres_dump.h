#pragma once
// Inside the room: copies of a PostgreSQL database by its own tools, and reading all of it.
#include "platform/db/connection.h"

namespace alianza::db {

Done dump_postgres(const Shared& shared, const std::string& target);
Done verify_postgres(const Shared& shared);

}  // namespace alianza::db
