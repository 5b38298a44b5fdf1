#pragma once
#include "platform/jobs/kinds.h"

namespace alianza::privacy {

/// privacy.purge: the words of the search index are made one part, the WAL is emptied (SQLite) or the tables vacuumed
/// (PostgreSQL).
jobs::Kind purging();

}  // namespace alianza::privacy
