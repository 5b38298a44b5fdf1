#include "platform/http/wire.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <iterator>

#include "platform/http/compress.h"
#include "platform/http/faults.h"

namespace alianza::http {
namespace {

constexpr std::size_t worth_compressing = 1024;

/// The date line changes once a second; every thread keeps its own.
std::string_view date_line() {
  thread_local std::time_t second = 0;
  thread_local std::string line;
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    second = now;
    line =
        "Date: " +
        http_date(Instant(std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::from_time_t(now)))) +
        "\r\n";
  }
  return line;
}

}  // namespace

bool compress_body(const Request& request, Response& response) {
  if (response.compress == Compress::never || response.status == 304 || response.status == 204) return false;
  if (!response.chunks && response.content().size() < worth_compressing) return false;
  if (!is_compressible(response.get("Content-Type")) || !response.get("Content-Encoding").empty()) return false;
  const auto vary = response.get("Vary");
  response.set("Vary", vary.empty() ? "Accept-Encoding" : std::string(vary) + ", Accept-Encoding");
  if (!request.accepts_encoding("gzip")) return false;
  if (!response.chunks) {
    std::string smaller;
    if (!gzip(response.content(), smaller)) return false;
    response.body = std::move(smaller);
    response.fixed_body = {};
  }
  response.set("Content-Encoding", "gzip");
  return true;
}

void write_head(std::string& out, const Request& request, const Response& response, const Transport& transport) {
  out.clear();
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\n", response.status, reason(response.status));
  out += date_line();
  for (const auto& header : response.headers) out.append(header.name).append(": ").append(header.value).append("\r\n");
  append_security_headers(out, response, transport.secure);
  if (!request.request_id.empty()) out.append("X-Request-Id: ").append(request.request_id).append("\r\n");
  if (response.chunks) {
    if (transport.protocol == Protocol::http_1_1) out += "Transfer-Encoding: chunked\r\n";
  } else if (response.status != 304 && response.status != 204) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.content().size());
  }
  if (transport.keep_alive == KeepAlive::no)
    out += "Connection: close\r\n";
  else if (transport.protocol == Protocol::http_1_0)
    out += "Connection: keep-alive\r\n";
  out += "\r\n";
}

void append_chunk(std::string& out, std::string_view piece) {
  if (piece.empty()) return;
  fmt::format_to(std::back_inserter(out), "{:x}\r\n", piece.size());
  out.append(piece).append("\r\n");
}

}  // namespace alianza::http
