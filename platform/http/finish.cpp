#include "platform/http/finish.h"

#include <fmt/format.h>

#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

struct Line {
  std::string_view name;
  std::string_view value;
};
constexpr Line security_lines[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};
constexpr Line hsts = {"Strict-Transport-Security", "max-age=31536000"};

void append_line(std::string& out, const Line& line) { out.append(line.name).append(": ").append(line.value).append("\r\n"); }

std::string joined(Secure secure) {
  std::string out;
  for (const auto& line : security_lines) append_line(out, line);
  if (secure == Secure::yes) append_line(out, hsts);
  return out;
}

std::string set_cookie(const Cookie& cookie, Secure secure) {
  std::string out = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=";
  out += cookie.same_site == SameSite::strict ? "Strict" : "Lax";
  if (secure == Secure::yes) out += "; Secure";
  if (cookie.max_age) out += fmt::format("; Max-Age={}", cookie.max_age->count());
  return out;
}

/// Weak comparison of If-None-Match with the answer's tag.
bool client_has(std::string_view if_none_match, std::string_view tag) {
  const auto bare = [](std::string_view t) { return t.starts_with("W/") ? t.substr(2) : t; };
  while (!if_none_match.empty()) {
    const auto one = next_piece(if_none_match, ',');
    if (one == "*" || bare(one) == bare(tag)) return true;
  }
  return false;
}

bool is_unchanged(const Request& request, const Response& response) {
  if (response.status != 200 || (request.method != Method::get && request.method != Method::head)) return false;
  const auto asked = request.headers.get("If-None-Match");
  const auto tag = response.get("ETag");
  if (!asked.empty()) return !tag.empty() && client_has(asked, tag);
  const auto since = request.headers.get("If-Modified-Since");
  return !since.empty() && since == response.get("Last-Modified");
}

}  // namespace

void finish(const Request& request, Response& response, Secure secure) {
  for (const auto& cookie : response.cookies) response.add("Set-Cookie", set_cookie(cookie, secure));
  const bool private_by_cookie = !response.cookies.empty();
  response.cookies.clear();
  const auto caching = response.get("Cache-Control");
  // Nobody else's cache keeps an answer unless its handler said so; a shared cache must never hand out a session.
  if (caching.empty() || (private_by_cookie && caching.starts_with("public"))) response.set("Cache-Control", "private, no-cache");
  if (!is_unchanged(request, response)) return;
  response.status = 304;
  response.body.clear();
  response.fixed_body = {};
  response.chunks = nullptr;
  std::erase_if(response.headers, [](const Header& h) { return equals_ignoring_case(h.name, "Content-Type"); });
}

void append_security_headers(std::string& out, const Response& response, Secure secure) {
  static const std::string plain = joined(Secure::no);
  static const std::string with_hsts = joined(Secure::yes);
  bool own = false;
  for (const auto& line : security_lines) own = own || !response.get(line.name).empty();
  if (!own) {
    out += secure == Secure::yes ? with_hsts : plain;
    return;
  }
  for (const auto& line : security_lines)
    if (response.get(line.name).empty()) append_line(out, line);
  if (secure == Secure::yes) append_line(out, hsts);
}

}  // namespace alianza::http
