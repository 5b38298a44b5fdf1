#pragma once
// Reading SQL as text, no deeper than needed: where strings, quoted names, comments and statements end.
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/engine.h"

namespace alianza::db {

/// The same SQL with every comment as one space. SOCI looks for placeholders in comments too.
std::string without_comments(std::string_view sql);

/// `IN (:ids...)` as the engine reads a list that one parameter carries as a JSON array of whole numbers (list(), param.h).
std::string with_lists(std::string_view sql, Engine engine);

/// A schema as SQLite is told it: BIGINT as INTEGER, which holds the same numbers there. Only with that word a key of one column
/// is the number of the row itself; otherwise the key is a second tree, read and written beside that of the rows.
std::string with_sqlite_types(std::string_view schema);

/// The statements of a script, without comments and the semicolons between them. Knows '…', "…", $tag$…$tag$, -- and /* */,
/// and that a trigger's BEGIN … END (with CASE … END inside) holds semicolons of its own.
std::vector<std::string> split_statements(std::string_view script);

}  // namespace alianza::db
