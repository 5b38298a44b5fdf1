#pragma once
#include "platform/db/db.h"

namespace alianza::db {

Done restore_postgres(const std::string& backup, const Options& options);

}  // namespace alianza::db
