#include "platform/db/postgres_url.h"

#include <libpq-fe.h>

#include <cctype>
#include <memory>

namespace alianza::db {
namespace {

std::string percent(const std::string& text) {
  static const char* const kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 || c == '_' || c == '.') {
      out += c;
    } else {
      out += '%';
      out += kHex[u >> 4];
      out += kHex[u & 15];
    }
  }
  return out;
}

}  // namespace

Result<std::map<std::string, std::string>> url_parts(const std::string& url) {
  char* why = nullptr;  // may quote the password: not shown
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> parsed(PQconninfoParse(url.c_str(), &why),
                                                                              &PQconninfoFree);
  PQfreemem(why);
  if (!parsed)
    return fail(Error::invalid(_("La dirección de PostgreSQL no se entiende. Ejemplo: postgresql://usuario@servidor/base.")));
  std::map<std::string, std::string> parts;
  for (const auto* option = parsed.get(); option->keyword != nullptr; ++option)
    if (option->val != nullptr) parts[option->keyword] = option->val;
  return parts;
}

std::string connect_url(const std::string& url) {
  auto parts = url_parts(url).value_or(std::map<std::string, std::string>{});
  parts.try_emplace("connect_timeout", "5");
  parts.try_emplace("application_name", "alianza");
  parts["client_encoding"] = "UTF8";
  std::string out = "postgresql://?";
  for (const auto& [key, value] : parts) {
    if (out.back() != '?') out += '&';
    out.append(key).append("=").append(percent(value));
  }
  return out;
}

std::string shown_url(const std::string& url) {
  std::string out;
  for (const auto& [key, value] : url_parts(url).value_or(std::map<std::string, std::string>{})) {
    if (key != "host" && key != "port" && key != "dbname" && key != "user") continue;
    if (!out.empty()) out += ' ';
    out.append(key).append("=").append(value);
  }
  return out;
}

}  // namespace alianza::db
