#include "platform/mail/smtp.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>
#include <span>

namespace alianza::mail {
namespace {

template <auto free>
struct Free {
  void operator()(auto* p) const { free(p); }
};
using Easy = std::unique_ptr<CURL, Free<curl_easy_cleanup>>;
using Mime = std::unique_ptr<curl_mime, Free<curl_mime_free>>;
using List = std::unique_ptr<curl_slist, Free<curl_slist_free_all>>;

void append(List& list, const std::string& line) {
  auto* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

/// Mail wants CR LF; libcurl's quoted-printable would encode a bare LF.
std::string with_crlf(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\n') out += '\r';
    out += text[i];
  }
  if (!out.ends_with("\r\n")) out += "\r\n";
  return out;
}

/// What a server says may be anything; what is kept of it is short and printable.
std::string printable(std::string_view text) {
  constexpr std::size_t most = 300;
  std::string out(text.substr(0, most));
  while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return out;
}

/// One exchange, as the callbacks of libcurl see it.
struct Watch {
  Exchange exchange;
  const std::function<bool()>& go_on;
  bool leaving = false;  // libcurl says QUIT before it tells of a failure; the answer to that is about nothing

  void reached(Stage stage) {
    if (exchange.stage >= stage) return;
    exchange.stage = stage;
    exchange.reply = {};
  }
  void command(std::string_view line) {
    if (line.starts_with("RCPT TO")) reached(Stage::recipient);
    if (line.starts_with("QUIT")) leaving = true;
  }
  void answer(std::string_view line) {
    int code = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + std::min<std::size_t>(line.size(), 3), code);
    if (leaving || error != std::errc() || end != line.data() + 3) return;
    exchange.reply = {code, printable(line)};
    if (exchange.stage == Stage::recipient && code == 354) reached(Stage::content);
  }
};

int on_talk(CURL* /*easy*/, curl_infotype type, char* data, std::size_t size, void* watch) {
  auto& w = *static_cast<Watch*>(watch);
  if (type == CURLINFO_HEADER_OUT) w.command({data, size});
  if (type == CURLINFO_HEADER_IN) w.answer({data, size});
  return 0;
}

int on_progress(void* watch, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& w = *static_cast<Watch*>(watch);
  return w.exchange.stage < Stage::handed_over && !w.go_on() ? 1 : 0;
}

/// The last part of the message: when libcurl has taken its last byte, the end of the message may be on its
/// way. (It does not ask for more than the size it was told, so there is no empty read to wait for.)
struct LastPart {
  std::string text;
  Watch& watch;
  std::size_t read = 0;
};

std::size_t read_last(char* buffer, std::size_t size, std::size_t count, void* part) {
  auto& p = *static_cast<LastPart*>(part);
  const auto n = std::min(size * count, p.text.size() - p.read);
  std::memcpy(buffer, p.text.data() + p.read, n);
  p.read += n;
  if (p.read == p.text.size()) p.watch.reached(Stage::handed_over);
  return n;
}

void demand(CURLcode code) {
  if (code != CURLE_OK) throw Impossible("libcurl refused an option");
}

template <class V>
void set(const Easy& easy, CURLoption option, V value) {
  demand(curl_easy_setopt(easy.get(), option, value));
}

Easy connection(const Server& server) {
  static const auto global = curl_global_init(CURL_GLOBAL_DEFAULT);
  demand(global);
  Easy easy(curl_easy_init());
  if (easy == nullptr) throw std::bad_alloc();
  set(easy, CURLOPT_URL, server.url.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(easy, CURLOPT_PROXY, "");  // the environment's proxies are for the web
  const auto tls = server.tls == Tls::required ? CURLUSESSL_ALL : server.tls == Tls::optional ? CURLUSESSL_TRY : CURLUSESSL_NONE;
  set(easy, CURLOPT_USE_SSL, static_cast<long>(tls));
  if (!server.authorities.empty()) set(easy, CURLOPT_CAINFO, server.authorities.c_str());
  if (!server.user.empty()) {
    set(easy, CURLOPT_USERNAME, server.user.c_str());
    set(easy, CURLOPT_PASSWORD, server.password.c_str());
  }
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_CONNECTTIMEOUT, static_cast<long>(server.connect.count()));
  set(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(server.answer.count()));
  set(easy, CURLOPT_TIMEOUT, static_cast<long>(server.whole.count()));
  return easy;
}

void watch_over(const Easy& easy, Watch& watch) {
  set(easy, CURLOPT_VERBOSE, 1L);  // commands and answers are told to on_talk, and to nobody else
  set(easy, CURLOPT_DEBUGFUNCTION, on_talk);
  set(easy, CURLOPT_DEBUGDATA, &watch);
  set(easy, CURLOPT_NOPROGRESS, 0L);
  set(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
  set(easy, CURLOPT_XFERINFODATA, &watch);
}

curl_mimepart* add_part(const Mime& mime, const char* type) {
  auto* part = curl_mime_addpart(mime.get());
  if (part == nullptr) throw std::bad_alloc();
  demand(curl_mime_type(part, type));
  demand(curl_mime_encoder(part, "quoted-printable"));
  return part;
}

/// A failure of TLS is ours to tell: what the server said before it («220 go ahead») is not the reason.
std::optional<Reply> tls_trouble(CURLcode code, const char* detail) {
  switch (code) {
    case CURLE_USE_SSL_FAILED: return Reply{0, std::string(no_encryption)};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR: return Reply{0, std::string(untrusted) + printable(detail)};
    case CURLE_SSL_CONNECT_ERROR: return Reply{0, printable(detail)};
    default: return std::nullopt;
  }
}

}  // namespace

Exchange transmit(const Server& server, const Kept& kept, const std::function<bool()>& go_on) {
  Watch watch{{}, go_on};
  const auto& letter = kept.letter;
  const auto from = server.sender.address.text();
  const auto text = with_crlf(letter.text);
  LastPart last{letter.html.empty() ? text : with_crlf(letter.html), watch};
  List recipients;
  append(recipients, letter.to.text());
  List lines;
  for (const auto& line : headers(kept, server.sender)) append(lines, line);

  const auto easy = connection(server);  // after what it points to, so that it goes before
  watch_over(easy, watch);
  set(easy, CURLOPT_MAIL_FROM, from.c_str());
  set(easy, CURLOPT_MAIL_RCPT, recipients.get());
  set(easy, CURLOPT_HTTPHEADER, lines.get());
  const Mime mime(curl_mime_init(easy.get()));
  if (!letter.html.empty()) demand(curl_mime_data(add_part(mime, "text/plain; charset=utf-8"), text.data(), text.size()));
  auto* part = add_part(mime, letter.html.empty() ? "text/plain; charset=utf-8" : "text/html; charset=utf-8");
  demand(curl_mime_data_cb(part, static_cast<curl_off_t>(last.text.size()), read_last, nullptr, nullptr, &last));
  set(easy, CURLOPT_MIMEPOST, mime.get());

  std::array<char, CURL_ERROR_SIZE> detail{};
  set(easy, CURLOPT_ERRORBUFFER, detail.data());
  const auto code = curl_easy_perform(easy.get());
  const auto& reply = watch.exchange.reply;
  if (code == CURLE_OK || (watch.exchange.stage == Stage::handed_over && reply.code / 100 == 2))
    watch.exchange.stage = Stage::accepted;
  if (auto trouble = tls_trouble(code, detail.data())) watch.exchange.reply = std::move(*trouble);
  if (reply.code == 0 && reply.text.empty() && code != CURLE_OK) watch.exchange.reply.text = curl_easy_strerror(code);
  return watch.exchange;
}

}  // namespace alianza::mail
