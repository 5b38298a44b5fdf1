#pragma once
// Bytes to Request, strictly (RFC 9112): Beast reads, and what it would forgive is refused before: bare LF or CR, folded lines,
// control characters, repeated or odd Content-Length, Content-Length beside Transfer-Encoding, a missing or odd Host.
// No Asio here, so the fuzzing program feeds it directly. Inside the room only.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "platform/http/request.h"
#include "platform/http/server.h"

namespace alianza::http {

/// Why a request is not taken. The connection closes after the answer: what follows cannot be told apart.
struct Refusal {
  int status = 400;
  Message message;
};

class RequestParser {
 public:
  explicit RequestParser(const Limits& limits);
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Forgets the request before; `request` is filled and must stay where it is.
  void begin(Request& request);
  /// `bytes` is everything that came since begin(). Returns how many belong to the head once it is whole, else 0 (more is
  /// needed, or refused()).
  std::size_t read_head(std::string_view bytes);
  /// Appends to request.body; returns how many bytes were used. 0 with !done() needs more.
  std::size_t read_body(std::string_view bytes);
  bool done() const;
  const std::optional<Refusal>& refused() const { return refusal_; }
  /// The first reason counts.
  void refuse(int status, Message message) {
    if (!refusal_) refusal_ = Refusal{status, std::move(message)};
  }

  /// After the head. Chunked bodies stop there as soon as they pass it; a declared length is known in content_length().
  void limit_body(std::size_t bytes);
  std::uint64_t content_length() const;
  bool expects_continue() const;
  bool keep_alive() const;
  bool is_http_1_0() const;

 private:
  class Reader;
  bool scan(std::string_view bytes);
  void check_head();
  bool take_authority();

  const Limits& limits_;
  std::unique_ptr<Reader> reader_;
  std::optional<Refusal> refusal_;
  Request* request_ = nullptr;
  std::size_t scanned_ = 0;    // whole lines checked so far
  std::size_t head_size_ = 0;  // 0 until the empty line is found
  std::size_t lines_ = 0;
};

/// host [":" port] as a Host header may say.
bool is_valid_host(std::string_view host);

}  // namespace alianza::http
