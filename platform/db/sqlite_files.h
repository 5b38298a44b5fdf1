#pragma once
// Inside the room: the SQLite file as a file. Is it ours, is it whole, and how is it copied.
#include "platform/db/sqlite_connection.h"

namespace alianza::db {

/// The absolute path of "sqlite:…", its folder there. Refuses what cannot be a file of ours.
Result<std::string> sqlite_path(const Options& options);
/// Marks a new file as ours and switches it to WAL; refuses another program's file.
Done check_ours(SqliteConnection& connection, const Options& options, const std::string& path);
/// Why it did not open, with advice.
Error open_error(const Failure& failure, const std::string& path);
/// Makes the file, empty and for its owner only, unless it is there.
void make_private_file(const std::string& path);
Done backup_sqlite(const Shared& shared, const std::string& path, const std::string& target);
Done restore_sqlite(const std::string& backup, const Options& options);
Done verify_sqlite(const Shared& shared, const std::string& path);

}  // namespace alianza::db
