#include "platform/http/response.h"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>

#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

Response make(int status, std::string body, std::string_view media_type) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  if (!media_type.empty()) response.set("Content-Type", media_type);
  return response;
}

Response redirect(int status, const Url& to) {
  Response response;
  response.status = status;
  response.set("Location", to.text());
  return response;
}

std::uint64_t fnv1a(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

}  // namespace

Response Response::html(std::string body, int status) { return make(status, std::move(body), "text/html; charset=utf-8"); }
Response Response::json(std::string body, int status) { return make(status, std::move(body), "application/json"); }
Response Response::text(std::string body, int status) { return make(status, std::move(body), "text/plain; charset=utf-8"); }
Response Response::no_content() { return make(204, {}, {}); }
Response Response::redirect_see_other(const Url& to) { return redirect(303, to); }
Response Response::redirect_permanent(const Url& to) { return redirect(308, to); }
Response Response::not_modified() { return make(304, {}, {}); }

Response Response::download(std::string bytes, std::string_view media_type, std::string_view file_name) {
  return make(200, std::move(bytes), media_type).with("Content-Disposition", content_disposition(file_name));
}

Response Response::stream(Chunks chunks, std::string_view media_type) {
  Response response = make(200, {}, media_type);
  response.chunks = std::move(chunks);
  return response;
}

Response Response::stream_download(Chunks chunks, std::string_view media_type, std::string_view file_name) {
  return stream(std::move(chunks), media_type).with("Content-Disposition", content_disposition(file_name));
}

Response& Response::set(std::string_view name, std::string_view value) {
  std::erase_if(headers, [&](const Header& header) { return equals_ignoring_case(header.name, name); });
  return add(name, value);
}

Response& Response::add(std::string_view name, std::string_view value) {
  ENSURE(value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
  headers.push_back({std::string(name), std::string(value)});
  return *this;
}

std::string_view Response::get(std::string_view name) const {
  for (const auto& header : headers)
    if (equals_ignoring_case(header.name, name)) return header.value;
  return {};
}

Response Response::with(std::string_view name, std::string_view value) && {
  set(name, value);
  return std::move(*this);
}
Response Response::with_status(int code) && {
  status = code;
  return std::move(*this);
}
Response Response::with_cookie(Cookie cookie) && {
  cookies.push_back(std::move(cookie));
  return std::move(*this);
}
Response Response::without_compression() && {
  compress = Compress::never;
  return std::move(*this);
}
Response Response::cache_public(std::chrono::seconds fresh) && {
  return std::move(*this).with("Cache-Control", fmt::format("public, max-age={}", fresh.count()));
}
Response Response::no_store() && { return std::move(*this).with("Cache-Control", "no-store"); }
Response Response::with_etag(std::string_view version) && {
  // Weak: the gzipped form carries the same tag. Hashed, so that any text may be a version.
  return std::move(*this).with("ETag", fmt::format("W/\"{:016x}\"", fnv1a(version)));
}
Response Response::with_content_etag() && {
  const auto tag = fmt::format("W/\"{:016x}\"", fnv1a(content()));
  return std::move(*this).with("ETag", tag);
}
Response Response::last_modified(Instant at) && { return std::move(*this).with("Last-Modified", http_date(at)); }

std::string http_date(Instant at) {
  static constexpr std::string_view days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Date day(date::floor<date::days>(at.point()));
  const auto seconds = date::floor<std::chrono::seconds>(at.point() - date::floor<date::days>(at.point())).count();
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[day.weekday()], day.day(), months[day.month() - 1],
                     day.year(), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string content_disposition(std::string_view file_name) {
  // The plain form for old programs holds only harmless ASCII; the encoded one is what browsers take.
  std::string plain;
  for (const char c : file_name) {
    const bool harmless = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/';
    plain += harmless ? c : '_';
  }
  std::string out = "attachment; filename=\"" + plain + "\"";
  if (plain == file_name) return out;
  out += "; filename*=UTF-8''";
  append_percent_encoded(out, file_name);
  return out;
}

}  // namespace alianza::http
