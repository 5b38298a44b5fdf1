#include "platform/db/connection.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/db/sql_text.h"

namespace alianza::db {

Slots::Slots(std::vector<std::string> names) : names_(std::move(names)) {
  for (std::size_t i = 0; i < names_.size(); ++i)
    first_.push_back(std::find(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(i), names_[i]) ==
                     names_.begin() + static_cast<std::ptrdiff_t>(i));
}

namespace {

bool clean(std::string_view text) {
  for (const char c : text)
    if (static_cast<signed char>(c) <= 0) return is_clean_text(text);  // NUL or not ASCII: the full rule
  return true;
}

}  // namespace

const Value& Slots::find(const Params& params, std::size_t slot, std::size_t& used) const {
  const std::string& name = names_[slot];
  const Param* found = slot < params.size() && name == params[slot].name ? &params[slot] : nullptr;
  for (const Param* p = params.begin(); found == nullptr && p != params.end(); ++p)
    if (name == p->name) found = p;
  if (found == nullptr) throw Impossible("impossible: no parameter for placeholder :" + name);
  if (first_[slot]) ++used;
  if (found->value.kind() == Value::Kind::text && !clean(found->value.text()))
    throw Impossible("impossible: text with NUL or invalid UTF-8 for placeholder :" + name);
  return found->value;
}

void Slots::refuse_leftovers(std::size_t given, std::size_t used) const {
  if (used != given) throw Impossible("impossible: a parameter has no placeholder, or two have the same name");
}

Statement& Connection::statement(const char* key) {
  if (const auto hit = by_address_.find(key); hit != by_address_.end()) {
    Statement& s = **hit->second;
    if (!s.in_use && s.sql == key) {
      if (hit->second != statements_.begin()) statements_.splice(statements_.begin(), statements_, hit->second);
      return s;
    }
  }
  if (const auto hit = by_text_.find(key); hit != by_text_.end() && !(*hit->second)->in_use) {
    statements_.splice(statements_.begin(), statements_, hit->second);
    remember_address(key, hit->second);
    return **hit->second;
  }
  auto made = prepare(key);
  made->sql = key;
  if (shared_.observer) shared_.observer(key);
  return remember(key, std::move(made));
}

Statement& Connection::remember(const char* sql, std::unique_ptr<Statement> statement) {
  if (by_text_.contains(sql)) {  // the cached one is running: this one lives for one execution
    fresh_.push_front(std::move(statement));
    return *fresh_.front();
  }
  make_room();
  statement->cached = true;
  statements_.push_front(std::move(statement));
  by_text_[statements_.front()->sql] = statements_.begin();
  remember_address(sql, statements_.begin());
  return *statements_.front();
}

/// SQL put together at run time lies at a new address each time; those must not pile up.
void Connection::remember_address(const char* sql, Place place) {
  if (by_address_.size() >= 4 * kStatementsPerConnection) by_address_.clear();
  by_address_[sql] = place;
}

void Connection::make_room() {
  if (statements_.size() < kStatementsPerConnection) return;
  auto last = std::find_if(statements_.rbegin(), statements_.rend(), [](const auto& s) { return !s->in_use; });
  if (last == statements_.rend()) return;
  const auto place = std::prev(last.base());
  std::erase_if(by_address_, [&](const auto& entry) { return entry.second == place; });
  by_text_.erase((*place)->sql);
  statements_.erase(place);
}

void Connection::release(Statement& statement) noexcept {
  statement.finish();
  statement.in_use = false;
  if (!statement.cached) fresh_.remove_if([&](const auto& s) { return s.get() == &statement; });
}

void Connection::forget_statements() {
  by_address_.clear();
  by_text_.clear();
  statements_.clear();
  fresh_.clear();
}

}  // namespace alianza::db
