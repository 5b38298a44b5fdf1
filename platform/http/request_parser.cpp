// One of the three files that know Beast or Asio (docs/architecture.md).
#include "platform/http/request_parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

namespace beast = boost::beast;
using Code = beast::error_code;

Message malformed() { return _("La solicitud no es HTTP bien formado."); }

bool is_digits(std::string_view text) {
  return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// No control characters but tab: neither CR (the line's own was cut off) nor NUL.
bool is_clean_line(std::string_view line) {
  unsigned bad = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    bad |= static_cast<unsigned>((byte < 0x20) & (byte != '\t')) | static_cast<unsigned>(byte == 0x7f);
  }
  return bad == 0;
}

}  // namespace

bool is_valid_host(std::string_view host) {
  const auto is_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
  };
  const auto is_v6 = [](char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || (c >= '0' && c <= '9') || c == ':' || c == '.';
  };
  if (host.size() > 255) return false;
  std::string_view port;
  if (host.starts_with('[')) {
    const auto close = host.find(']');
    if (close == std::string_view::npos || close < 3) return false;
    if (!std::all_of(host.begin() + 1, host.begin() + static_cast<std::ptrdiff_t>(close), is_v6)) return false;
    port = host.substr(close + 1);
  } else {
    const auto colon = std::min(host.find(':'), host.size());
    if (colon == 0 || !std::all_of(host.begin(), host.begin() + static_cast<std::ptrdiff_t>(colon), is_name)) return false;
    port = host.substr(colon);
  }
  return port.empty() || (port[0] == ':' && port.size() <= 6 && is_digits(port.substr(1)));
}

/// Puts what Beast reads into the Request, without a container of its own between.
class RequestParser::Reader : public beast::http::basic_parser<true> {
 public:
  Reader(RequestParser& owner, Request& request) : owner_(owner), request_(request) {
    header_limit(static_cast<std::uint32_t>(owner.limits_.head_bytes + 4));
    body_limit(boost::none);
  }
  std::size_t take(std::string_view bytes, Code& code) {
#ifdef __clang_analyzer__  // it loses its way in Beast's states, and reports that inside Beast
    return bytes.size() + (code ? 1 : 0);
#else
    return put(boost::asio::buffer(bytes.data(), bytes.size()), code);
#endif
  }
  bool in_head = true;
  bool chunked = false;
  bool expects_continue = false;
  bool too_large = false;
  int version = 11;
  std::size_t hosts = 0;
  std::size_t limit = 0;
  std::optional<std::uint64_t> length;

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int http_version,
                       Code&) override {
    version = http_version;
    const auto known = method_from(method);
    if (!known) owner_.refuse(501, _("El servidor no conoce ese método."));
    if (target.size() > owner_.limits_.target_bytes) owner_.refuse(414, _("La dirección es demasiado larga."));
    request_.method = known.value_or(Method::get);
    request_.target.assign(target.data(), target.size());
  }
  void on_field_impl(beast::http::field field, beast::string_view name, beast::string_view value, Code&) override {
    if (!in_head) return;  // trailers say nothing that we need
    request_.headers.add(name, value);
    note(value, field);
  }
  void note(std::string_view value, beast::http::field name) {
    using beast::http::field;
    if (name == field::host) {
      ++hosts;
      request_.host = value;
    } else if (name == field::content_length) {
      if (length || !is_digits(value))
        owner_.refuse(400, malformed());
      else
        length = std::stoull(std::string(value));
    } else if (name == field::transfer_encoding) {
      if (chunked || version == 10)
        owner_.refuse(400, malformed());
      else if (!equals_ignoring_case(value, "chunked"))
        owner_.refuse(501, _("El servidor no conoce esa codificación."));
      chunked = true;
    } else if (name == field::expect) {
      if (!equals_ignoring_case(value, "100-continue")) owner_.refuse(417, malformed());
      expects_continue = version == 11;
    } else if (name == field::content_encoding && !equals_ignoring_case(value, "identity")) {
      owner_.refuse(415, _("Envíe el contenido sin comprimir."));
    }
  }
  std::size_t append(beast::string_view bytes, Code& code) {
    if (request_.body.size() + bytes.size() > limit) {
      too_large = true;
      code = beast::http::error::body_limit;
      return 0;
    }
    request_.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }
  std::size_t on_body_impl(beast::string_view bytes, Code& code) override { return append(bytes, code); }
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, Code& code) override { return append(bytes, code); }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, Code&) override {}
  void on_response_impl(int, beast::string_view, int, Code&) override {}
  void on_header_impl(Code&) override { in_head = false; }
  void on_body_init_impl(boost::optional<std::uint64_t> const&, Code&) override {}
  void on_finish_impl(Code&) override {}

  RequestParser& owner_;
  Request& request_;
};

RequestParser::RequestParser(const Limits& limits) : limits_(limits) {}
RequestParser::~RequestParser() = default;

void RequestParser::begin(Request& request) {
  request_ = &request;
  request.reset();
  refusal_.reset();
  reader_.reset();
  scanned_ = head_size_ = lines_ = 0;
}

/// Checks the lines that came since the last call; true when the head is whole.
bool RequestParser::scan(std::string_view bytes) {
  while (!refusal_ && head_size_ == 0) {
    const auto end = bytes.find('\n', scanned_);
    if (end == std::string_view::npos) break;
    const auto line = bytes.substr(scanned_, end - scanned_);
    const bool bare_lf = line.empty() || line.back() != '\r';
    const bool folded = !bare_lf && (line[0] == ' ' || line[0] == '\t');
    const bool is_end = !bare_lf && line.size() == 1;
    if (is_end) head_size_ = end + 1;
    if (bare_lf || folded || (is_end && lines_ == 0) || !is_clean_line(line.substr(0, line.size() - 1))) refuse(400, malformed());
    ++lines_;
    scanned_ = end + 1;
  }
  const auto size = head_size_ != 0 ? head_size_ : bytes.size();
  if (size > limits_.head_bytes || lines_ > limits_.headers + 2) {
    if (lines_ == 0) refuse(414, _("La dirección es demasiado larga."));
    refuse(431, _("Los encabezados de la solicitud son demasiado grandes."));
  }
  return head_size_ != 0 && !refusal_;
}

std::size_t RequestParser::read_head(std::string_view bytes) {
  if (!scan(bytes)) return 0;
  request_->head.assign(bytes.data(), head_size_);
  reader_ = std::make_unique<Reader>(*this, *request_);
  Code code;
  reader_->take(request_->head, code);
  if (code == beast::http::error::bad_version) refuse(505, _("El servidor habla HTTP/1.1."));
  if (code || !reader_->is_header_done()) refuse(400, malformed());
  if (!refusal_) check_head();
  return refusal_ ? 0 : head_size_;
}

void RequestParser::check_head() {
  auto& request = *request_;
  if (reader_->chunked && reader_->length) return refuse(400, malformed());
  if (reader_->hosts > 1 || (reader_->hosts == 0 && reader_->version == 11)) return refuse(400, malformed());
  if (reader_->hosts == 1 && !is_valid_host(request.host)) return refuse(400, malformed());
  const auto visible = [](char c) { return c > ' ' && c < 0x7f; };
  if (!std::all_of(request.target.begin(), request.target.end(), visible)) return refuse(400, malformed());
  if (!take_authority()) return refuse(400, malformed());
}

/// "GET http://host/path": proxies write so; the host in the target counts then.
bool RequestParser::take_authority() {
  auto& request = *request_;
  std::string_view target(request.target);
  if (target == "*") {
    if (request.method != Method::options) return false;
    request.target = "/";
    return true;
  }
  if (target.starts_with('/')) return true;
  const auto scheme = target.find("://");
  if (scheme == std::string_view::npos) return false;
  if (!equals_ignoring_case(target.substr(0, scheme), "http") && !equals_ignoring_case(target.substr(0, scheme), "https"))
    return false;
  target.remove_prefix(scheme + 3);
  const auto end = std::min(target.find_first_of("/?"), target.size());
  if (!is_valid_host(target.substr(0, end))) return false;
  request.host = target.substr(0, end);
  std::string rest(target.substr(end));
  request.target = rest.starts_with('/') ? std::move(rest) : "/" + rest;
  return true;
}

std::size_t RequestParser::read_body(std::string_view bytes) {
  std::size_t used = 0;
  while (!refusal_ && !reader_->is_done() && used < bytes.size()) {
    Code code;
    const auto n = reader_->take(bytes.substr(used), code);
    used += n;
    if (code == beast::http::error::need_more) break;
    if (reader_->too_large || code == beast::http::error::body_limit)
      refuse(413, _("Lo que envía es más grande de lo que se admite aquí."));
    else if (code)
      refuse(400, malformed());
  }
  return used;
}

bool RequestParser::done() const { return reader_ && reader_->is_done(); }
void RequestParser::limit_body(std::size_t bytes) { reader_->limit = bytes; }
std::uint64_t RequestParser::content_length() const { return reader_->length.value_or(0); }
bool RequestParser::expects_continue() const { return reader_->expects_continue && !reader_->is_done(); }
bool RequestParser::keep_alive() const { return reader_->keep_alive(); }
bool RequestParser::is_http_1_0() const { return reader_ && reader_->version == 10; }

}  // namespace alianza::http
