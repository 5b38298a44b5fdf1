#pragma once
#include "platform/db/failure.h"

namespace alianza::db {

/// From SQLite's extended code. `message` is read for "UNIQUE constraint failed: table.a, table.b" and not kept.
Failure sqlite_failure(int code, std::string_view message);

}  // namespace alianza::db
