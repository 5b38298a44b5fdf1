#pragma once
// One answer. Made by the factories, refined by the with_ functions; the server adds what every answer carries (security
// headers, request id, date, length) and compresses text.
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/time.h"
#include "platform/http/url.h"

namespace alianza::http {

/// Gives the next piece of a long answer; false when it was the last (the piece may be empty then). Called on the worker pool,
/// one call after another, only when the client has taken the piece before. May throw: the connection is cut, so nobody takes
/// half a file for a whole one.
using Chunks = std::function<bool(std::string& chunk)>;

enum class SameSite : std::uint8_t { lax, strict };
/// Always HttpOnly, and Secure when the server is configured so; Path=/.
struct Cookie {
  std::string name;
  std::string value;
  std::optional<std::chrono::seconds> max_age;  // none: until the browser closes; 0: forget it
  SameSite same_site = SameSite::lax;
};

/// Text over 1 KiB is sent gzipped to who accepts it. `never` is for an answer that shows a secret next to what the client sent
/// (BREACH): a new access token, recovery codes. CSRF tokens are masked anew in each answer, so they do not need it.
enum class Compress : std::uint8_t { text, never };

struct Header {
  std::string name;
  std::string value;
};

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::string_view fixed_body;  // sent instead of `body` when not empty: bytes that live as long as the program
  Chunks chunks;                // sent instead of a body
  std::vector<Cookie> cookies;
  Compress compress = Compress::text;

  static Response html(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  static Response no_content();
  /// 303: after a form was accepted, go and look at the result.
  static Response redirect_see_other(const Url& to);
  /// 308: it always lies there.
  static Response redirect_permanent(const Url& to);
  static Response not_modified();
  /// A file to keep. Any name: quotes, accents and emoji are encoded (RFC 8187).
  static Response download(std::string bytes, std::string_view media_type, std::string_view file_name);
  /// The same without holding it in memory. Media type with charset where it is text.
  static Response stream(Chunks chunks, std::string_view media_type);
  static Response stream_download(Chunks chunks, std::string_view media_type, std::string_view file_name);

  /// Sets (replaces) a header. A value with CR, LF or NUL is a mistake of ours (Impossible).
  Response& set(std::string_view name, std::string_view value);
  Response& add(std::string_view name, std::string_view value);
  /// Empty when absent; names compared without case.
  std::string_view get(std::string_view name) const;

  Response with(std::string_view name, std::string_view value) &&;
  Response with_status(int code) &&;
  Response with_cookie(Cookie cookie) &&;
  Response without_compression() &&;
  /// Public: caches may keep it that long and then ask again. Only for what everybody may see and that shows nobody's session.
  Response cache_public(std::chrono::seconds fresh) &&;
  /// Nobody keeps it: answers that show a secret once.
  Response no_store() &&;
  /// `version` is anything that changes when the content does. The server answers 304 to who has it already.
  Response with_etag(std::string_view version) &&;
  /// ETag from the body's own bytes.
  Response with_content_etag() &&;
  Response last_modified(Instant at) &&;

  std::string_view content() const { return fixed_body.empty() ? std::string_view(body) : fixed_body; }
};

/// "Sun, 22 Nov 2026 18:33:06 GMT"
std::string http_date(Instant at);
/// The value of Content-Disposition for any file name.
std::string content_disposition(std::string_view file_name);

}  // namespace alianza::http
