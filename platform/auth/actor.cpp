#include "platform/auth/actor.h"

#include <algorithm>

namespace alianza::auth {

Actor Actor::system(std::string name) {
  Actor actor;
  actor.name = std::move(name);
  actor.server_operator = true;
  actor.via = Via::system;
  return actor;
}

bool Actor::allows(std::string_view noun, Access access) const {
  if (via != Via::token) return true;
  const auto has = [&](std::string_view scope) { return std::ranges::find(scopes, scope) != scopes.end(); };
  const auto named = std::string(noun) + ":";
  if (has(named + "write") || (access == Access::read && has(named + "read"))) return true;
  if (noun == "accounts") return false;
  return has("write") || (access == Access::read && has("read"));
}

bool is_scope(std::string_view text) {
  const auto colon = text.find(':');
  const auto last = colon == std::string_view::npos ? text : text.substr(colon + 1);
  if (last != "read" && last != "write") return false;
  if (colon == std::string_view::npos) return true;
  const auto noun = text.substr(0, colon);
  return !noun.empty() && noun.size() <= 40 &&
         std::ranges::all_of(noun, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace alianza::auth
