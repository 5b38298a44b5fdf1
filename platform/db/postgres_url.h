#pragma once
// Inside the room: connection strings of PostgreSQL, in the forms that people and libpq write them.
#include <map>
#include <string>

#include "platform/base/result.h"

namespace alianza::db {

/// The parts of "postgresql://…" or "host=… dbname=…".
Result<std::map<std::string, std::string>> url_parts(const std::string& url);
/// The form that SOCI passes on unharmed: a URL without white space, everything in its query.
std::string connect_url(const std::string& url);
/// The same without a password, for people and logs.
std::string shown_url(const std::string& url);

}  // namespace alianza::db
