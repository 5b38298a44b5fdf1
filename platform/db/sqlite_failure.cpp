#include "platform/db/sqlite_failure.h"

#include <sqlite3.h>

namespace alianza::db {
namespace {

Failure::Kind kind_of(int code, std::string_view message) {
  using K = Failure::Kind;
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return K::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY: return K::foreign_key;
    case SQLITE_CONSTRAINT_TRIGGER:  // ON DELETE RESTRICT works by a hidden trigger; other triggers are ours
      return message == "FOREIGN KEY constraint failed" ? K::foreign_key : K::check;
    case SQLITE_CONSTRAINT_CHECK:
    case SQLITE_CONSTRAINT_DATATYPE: return K::check;
    case SQLITE_CONSTRAINT_NOTNULL: return K::not_null;
    default: break;
  }
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return K::busy;
    case SQLITE_FULL: return K::full;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM: return K::read_only;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return K::corrupt;
    case SQLITE_ERROR: return K::statement;
    default: return K::other;
  }
}

}  // namespace

Failure sqlite_failure(int code, std::string_view message) {
  const auto kind = kind_of(code, message);
  if (kind != Failure::Kind::unique) return Failure(kind, std::to_string(code));
  std::string table;
  std::string columns;
  const auto colon = message.find(": ");
  std::string_view rest = colon == std::string_view::npos ? std::string_view{} : message.substr(colon + 2);
  while (!rest.empty()) {  // "table.a, table.b"
    const auto comma = rest.find(", ");
    const auto one = rest.substr(0, comma);
    const auto dot = one.find('.');
    if (dot == std::string_view::npos) break;  // an index over an expression is named instead: not one of our rules
    table = one.substr(0, dot);
    if (!columns.empty()) columns += ',';
    columns += one.substr(dot + 1);
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 2);
  }
  return Failure(kind, std::to_string(code), table, columns, code != SQLITE_CONSTRAINT_UNIQUE);
}

}  // namespace alianza::db
