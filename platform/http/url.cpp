#include "platform/http/url.h"

#include <algorithm>

#include "platform/base/text.h"
#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

struct Unreserved {
  bool is[256] = {};
  constexpr Unreserved() {
    for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"))
      is[static_cast<unsigned char>(c)] = true;
  }
};
constexpr Unreserved unreserved;

bool is_unreserved(char c) { return unreserved.is[static_cast<unsigned char>(c)]; }

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_address_byte(char c) {
  return c > ' ' && c != '"' && c != '<' && c != '>' && c != '\\' && c != '^' && c != '`' && c != 0x7f;
}

}  // namespace

void append_percent_encoded(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto from = i;
    while (i < text.size() && is_unreserved(text[i])) ++i;
    out.append(text, from, i - from);
    if (i == text.size()) return;
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escaped[] = {'%', digits[byte >> 4], digits[byte & 15]};
    out.append(escaped, sizeof escaped);
  }
}

bool append_percent_decoded(std::string& out, std::string_view text, Plus plus) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return false;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return false;
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
    }
  }
  return true;
}

void Url::fill(std::string_view pattern, const std::string_view* pieces) {
  std::size_t size = pattern.size();
  for (const auto* piece = pieces; !piece->empty(); ++piece) size += piece->size();
  path_.reserve(size);
  for (auto hole = pattern.find('{'); hole != std::string_view::npos; hole = pattern.find('{')) {
    path_.append(pattern.data(), hole);
    const auto piece = *pieces++;
    ENSURE(!piece.empty());
    append_percent_encoded(path_, piece);
    pattern.remove_prefix(hole + 2);
  }
  path_.append(pattern);
}

Url Url::on_this_page(std::string_view fragment) {
  Url url;
  url.kind_ = Kind::fragment_only;
  url.fragment_ = fragment;
  return url;
}

Result<Url> Url::external(std::string_view text) {
  const std::string typed = trim(text);
  const auto refuse = [] { return fail(Error::invalid(_("Escriba una dirección completa, por ejemplo https://ejemplo.org."))); };
  if (typed.size() > 2000 || !is_clean_text(typed)) return refuse();
  if (!std::all_of(typed.begin(), typed.end(),
                   [](char c) { return static_cast<unsigned char>(c) >= 0x80 || is_address_byte(c); }))
    return refuse();
  const auto colon = typed.find(':');
  if (colon == std::string::npos) return refuse();
  const auto scheme = std::string_view(typed).substr(0, colon);
  const auto rest = std::string_view(typed).substr(colon + 1);
  if (equals_ignoring_case(scheme, "mailto")) {
    if (!Email::parse(rest.substr(0, rest.find('?')))) return refuse();
  } else if (equals_ignoring_case(scheme, "http") || equals_ignoring_case(scheme, "https")) {
    const auto host = rest.starts_with("//") ? rest.substr(2, rest.find_first_of("/?#", 2) - 2) : std::string_view();
    // No user@host: it makes one host look like another.
    if (host.empty() || host.front() == ':' || host.find('@') != std::string_view::npos) return refuse();
  } else {
    return refuse();
  }
  Url url;
  url.kind_ = Kind::external;
  url.path_ = typed;
  return url;
}

Url Url::local_or_home(std::string_view text) {
  Url home("/");
  // "//host" and "/\host" lead to another server.
  if (text.empty() || text[0] != '/' || text.size() > 2000 || text.starts_with("//")) return home;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return is_address_byte(c); })) return home;
  home.path_ = text;
  return home;
}

void Url::add(std::string_view name, std::string_view value) {
  query_.reserve(query_.size() + name.size() + value.size() + 2);
  if (!query_.empty()) query_ += '&';
  append_percent_encoded(query_, name);
  query_ += '=';
  append_percent_encoded(query_, value);
}
Url Url::with(std::string_view name, std::string_view value) && {
  add(name, value);
  return std::move(*this);
}
Url Url::with(std::string_view name, std::string_view value) const& { return Url(*this).with(name, value); }

void Url::remove(std::string_view name) {
  if (query_.empty()) return;
  std::string wanted;
  append_percent_encoded(wanted, name);
  wanted += '=';
  std::string rest;
  std::string_view left(query_);
  while (!left.empty()) {
    const auto pair = left.substr(0, left.find('&'));
    left.remove_prefix(std::min(left.size(), pair.size() + 1));
    if (pair.starts_with(wanted)) continue;
    if (!rest.empty()) rest += '&';
    rest += pair;
  }
  query_ = std::move(rest);
}
Url Url::set(std::string_view name, std::string_view value) && {
  remove(name);
  return std::move(*this).with(name, value);
}
Url Url::set(std::string_view name, std::string_view value) const& { return Url(*this).set(name, value); }
Url Url::without(std::string_view name) && {
  remove(name);
  return std::move(*this);
}
Url Url::without(std::string_view name) const& { return Url(*this).without(name); }

Url Url::fragment(std::string_view name) && {
  fragment_ = name;
  return std::move(*this);
}

Url Url::in(Lang lang) && {
  lang_ = lang;
  return std::move(*this);
}
Url Url::in(Lang lang) const& { return Url(*this).in(lang); }

Url Url::in_every_language() && {
  ENSURE(kind_ == Kind::path);
  kind_ = Kind::file;
  return std::move(*this);
}

void Url::append_to(std::string& out, Lang lang, std::string_view and_sign) const {
  if (kind_ == Kind::path && lang == Lang::en) out += "/en";
  if (kind_ != Kind::path || lang != Lang::en || path_ != "/") out += path_;
  if (!query_.empty()) {
    out += path_.find('?') == std::string::npos ? std::string_view("?") : and_sign;
    std::string_view left(query_);
    for (auto at = left.find('&'); at != std::string_view::npos; at = left.find('&')) {
      out.append(left.data(), at).append(and_sign);
      left.remove_prefix(at + 1);
    }
    out.append(left);
  }
  if (fragment_.empty()) return;
  out += '#';
  append_percent_encoded(out, fragment_);
}

std::string Url::text() const {
  std::string out;
  append_to(out);
  return out;
}

}  // namespace alianza::http
