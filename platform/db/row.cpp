#include "platform/db/row.h"

namespace alianza::db::detail {

void unreadable(const char* what) { throw Impossible(std::string("impossible: ") + what + " (platform/db/row.cpp)"); }

std::int64_t checked_integer(Cells& cells, int column, std::int64_t low, std::int64_t high) {
  const std::int64_t v = cells.integer(column);
  if (v < low || v > high) unreadable("an integer column holds more than its C++ type can");
  return v;
}

Instant instant(Cells& cells, int column) {
  const auto parsed = Instant::parse(cells.text(column));
  if (!parsed) unreadable("an instant column holds no instant");
  return *parsed;
}

Date date(Cells& cells, int column) {
  const auto parsed = Date::parse(cells.text(column));
  if (!parsed) unreadable("a date column holds no date");
  return *parsed;
}

Lang lang(Cells& cells, int column) {
  const auto text = cells.text(column);
  if (text == "es") return Lang::es;
  if (text == "en") return Lang::en;
  unreadable("a language column holds neither es nor en");
}

Money money(Cells& cells, int column) {
  auto currency = Currency::parse(cells.text(column + 1));
  if (!currency) unreadable("a currency column holds no currency");
  return Money(cells.integer(column), *currency);
}

}  // namespace alianza::db::detail
