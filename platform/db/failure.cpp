#include "platform/db/failure.h"

namespace alianza::db {
namespace {

std::string safe_text(Failure::Kind kind, const std::string& code, const std::string& table, const std::string& columns) {
  std::string text = "database: " + std::string(to_text(kind)) + " (" + code + ")";
  if (!table.empty()) text += " at " + table + "(" + columns + ")";
  return text;
}

}  // namespace

Failure::Failure(Kind kind, std::string code) : Failure(kind, std::move(code), {}, {}, false) {}

Failure::Failure(Kind kind, std::string code, std::string table, std::string columns, bool primary_key)
    : std::runtime_error(safe_text(kind, code, table, columns)),
      kind_(kind),
      code_(std::move(code)),
      table_(std::move(table)),
      columns_(std::move(columns)),
      primary_key_(primary_key) {}

std::string_view to_text(Failure::Kind kind) {
  using K = Failure::Kind;
  switch (kind) {
    case K::unique: return "unique";
    case K::foreign_key: return "foreign key";
    case K::check: return "check";
    case K::not_null: return "not null";
    case K::serialization: return "serialization";
    case K::busy: return "busy";
    case K::full: return "disk full";
    case K::read_only: return "read only";
    case K::lost: return "connection lost";
    case K::unsure: return "unsure";
    case K::corrupt: return "corrupt";
    case K::doomed: return "doomed transaction";
    case K::statement: return "statement";
    case K::other: break;
  }
  return "other";
}

}  // namespace alianza::db
