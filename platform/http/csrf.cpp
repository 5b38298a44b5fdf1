#include "platform/http/csrf.h"

#include <sodium.h>

#include <array>
#include <atomic>
#include <memory>

#include "platform/http/faults.h"
#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

constexpr std::size_t mac_size = crypto_auth_hmacsha256_BYTES;
constexpr std::size_t token_size = 2 * mac_size;
constexpr std::string_view visit_cookie = "alianza_visit";
constexpr std::size_t visit_size = 22;  // 16 random bytes
using Mac = std::array<unsigned char, mac_size>;

/// What all requests share: the options, and the HMAC as it stands after the secret, which is half its work.
struct Shared {
  explicit Shared(CsrfOptions wanted) : options(std::move(wanted)) {
    crypto_auth_hmacsha256_init(&keyed, reinterpret_cast<const unsigned char*>(options.secret.data()), options.secret.size());
  }
  CsrfOptions options;
  crypto_auth_hmacsha256_state keyed;
  const std::uint64_t number = next();  // tells it from others of this process, before and after it

 private:
  static std::uint64_t next() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
  }
};

/// What one request needs to make or check a token.
struct Csrf {
  std::shared_ptr<const Shared> shared;
  std::string id;         // the session or visit that tokens are bound to
  std::string new_visit;  // set when a page asked for a token and there was neither
  bool used = false;      // a token was given out
};

std::string base64(const unsigned char* bytes, std::size_t size) {
  std::string out(sodium_base64_ENCODED_LEN(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();  // sodium writes the NUL of a C string
  return out;
}

std::string random_visit() {
  std::array<unsigned char, 16> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return base64(bytes.data(), bytes.size());
}

bool is_visit(std::string_view text) {
  return text.size() == visit_size &&
         text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

Mac computed_mac(const Shared& shared, std::string_view id) {
  Mac mac;
  auto state = shared.keyed;
  const std::string text = "csrf:" + std::string(id);
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, mac.data());
  return mac;
}

/// Each page of a session has the same one under its mask. A thread keeps those of the sessions it served last: making one is as
/// much work as drawing five rows of a list.
Mac mac_of(const Shared& shared, std::string_view id) {
  struct Kept {
    std::uint64_t of = 0;
    std::string id;
    Mac mac;
  };
  thread_local std::array<Kept, 64> all;
  auto& kept = all.at(std::hash<std::string_view>()(id) % all.size());
  if (kept.of != shared.number || kept.id != id) kept = {shared.number, std::string(id), computed_mac(shared, id)};
  return kept.mac;
}

/// A random mask, and the HMAC under it: no two answers show the same bytes.
std::string masked(const Mac& mac) {
  std::array<unsigned char, token_size> bytes;
  randombytes_buf(bytes.data(), mac_size);
  for (std::size_t i = 0; i < mac_size; ++i) bytes.at(mac_size + i) = bytes.at(i) ^ mac.at(i);
  return base64(bytes.data(), bytes.size());
}

bool matches(std::string_view token, const Mac& mac) {
  std::array<unsigned char, token_size> bytes;
  std::size_t size = 0;
  if (sodium_base642bin(bytes.data(), bytes.size(), token.data(), token.size(), nullptr, &size, nullptr,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      size != token_size)
    return false;
  Mac bare;
  for (std::size_t i = 0; i < mac_size; ++i) bare.at(i) = bytes.at(i) ^ bytes.at(mac_size + i);
  return sodium_memcmp(bare.data(), mac.data(), mac_size) == 0;
}

bool is_own_origin(const Request& request, const CsrfOptions& options, std::string_view origin) {
  if (!options.public_origin.empty() && equals_ignoring_case(origin, options.public_origin)) return true;
  const auto scheme = origin.find("://");
  return scheme != std::string_view::npos && !request.host.empty() &&
         equals_ignoring_case(origin.substr(scheme + 3), request.host);
}

/// False when the browser says that another site made this request. Silence (programs, old browsers) leaves it to the token.
bool comes_from_us(const Request& request, const CsrfOptions& options) {
  const auto site = request.headers.get("Sec-Fetch-Site");
  if (!site.empty()) return site == "same-origin" || site == "none";
  const auto origin = request.headers.get("Origin");
  if (!origin.empty()) return is_own_origin(request, options, origin);
  const auto referer = request.headers.get("Referer");
  if (referer.empty()) return true;
  const auto scheme = referer.find("://");
  const auto end = scheme == std::string_view::npos ? scheme : referer.find('/', scheme + 3);
  return is_own_origin(request, options, referer.substr(0, end));
}

/// What a mail program sends when its reader leaves a list (RFC 8058), at the two addresses whose secret is its whole right.
bool leaves_a_list(Request& request) {
  const bool is_there = request.path.starts_with("/unsubscribe/") || request.path.starts_with("/leave/");
  return is_there && request.form().get("List-Unsubscribe") == "One-Click";
}

/// Programs, which bring no cookie to ride on: those of the API, and mail programs.
bool carries_no_cookie(Request& request) {
  if (!request.bearer_token().empty()) return true;
  return !request.headers.has("Cookie") && (request.path.starts_with("/api/") || leaves_a_list(request));
}

void check(Request& request, const Csrf& csrf) {
  if (is_safe(request.method)) return;
  // Without a cookie nothing can be ridden on; the auth room ignores cookies when a bearer token came.
  if (carries_no_cookie(request)) return;
  if (!comes_from_us(request, csrf.shared->options))
    throw Abandon{{Fault::forbidden, _("Este envío vino de otro sitio y no se aceptó. Ábralo desde esta página."), {}}};
  auto token = request.headers.get(csrf_header);
  if (token.empty()) token = request.form().get(csrf_field);
  if (csrf.id.empty() || !matches(token, mac_of(*csrf.shared, csrf.id)))
    throw Abandon{
        {Fault::forbidden, _("La página caducó o su navegador no guarda cookies. Cárguela de nuevo y repita el envío."), {}}};
}

void before(Request& request, const std::shared_ptr<const Shared>& shared) {
  Csrf csrf{shared, {}, {}, false};
  if (const auto* binding = request.get<CsrfBinding>()) {
    csrf.id = binding->id;
  } else if (const auto visit = request.cookie(visit_cookie); visit && is_visit(*visit)) {
    csrf.id = *visit;
  }
  check(request, request.set(std::move(csrf)));
}

void after(Request& request, Response& response) {
  const auto* csrf = request.get<Csrf>();
  if (csrf == nullptr || !csrf->used) return;
  // A page with a token is of one person: no shared cache may keep it.
  response.set("Cache-Control", "private, no-store");
  if (!csrf->new_visit.empty())
    response.cookies.push_back({std::string(visit_cookie), csrf->new_visit, std::nullopt, SameSite::lax});
}

}  // namespace

Filter csrf_filter(CsrfOptions options) {
  ENSURE(options.secret.size() >= 32 && sodium_init() >= 0);
  const auto shared = std::make_shared<const Shared>(std::move(options));
  return {"csrf",
          [shared](Request& request) -> std::optional<Response> {
            before(request, shared);
            return std::nullopt;
          },
          after};
}

std::string csrf_token(Request& request) {
  auto* csrf = request.get<Csrf>();
  if (csrf == nullptr) return {};
  csrf->used = true;
  if (csrf->id.empty()) csrf->id = csrf->new_visit = random_visit();
  return masked(mac_of(*csrf->shared, csrf->id));
}

void csrf_rebind(Request& request, std::string session_id) {
  if (auto* csrf = request.get<Csrf>()) {
    csrf->id = std::move(session_id);
    csrf->new_visit.clear();
  }
}

}  // namespace alianza::http
