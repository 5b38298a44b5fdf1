#include "platform/auth/totp.h"

#include <liboath/oath.h>
#include <sodium.h>

#include <array>
#include <cstdlib>

#include "platform/base/result.h"
#include "platform/http/url.h"

namespace alianza::auth::totp {
namespace {

constexpr std::size_t secret_size = 20;
constexpr std::int64_t drift = 1;  // steps that a telephone's clock may be off

/// Once in a process, before anything else of liboath.
void prepare() {
  static const int ready = oath_init();
  ENSURE(ready == OATH_OK);
}

std::string base32(std::string_view secret) {
  prepare();
  char* text = nullptr;
  std::size_t size = 0;
  ENSURE(oath_base32_encode(secret.data(), secret.size(), &text, &size) == OATH_OK);
  std::string out(text, size);
  std::free(text);  // NOLINT: the library's own allocation
  return out;
}

std::int64_t seconds_of(Instant at) {
  return std::chrono::duration_cast<std::chrono::seconds>(at.point().time_since_epoch()).count();
}

std::string digits_of(std::string_view typed) {
  std::string out;
  for (const char c : typed)
    if (c != ' ') out += c;
  return out;
}

}  // namespace

std::string fresh_secret() {
  std::string secret(secret_size, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string spelled(std::string_view secret) {
  std::string out;
  for (const char c : base32(secret)) {
    if (out.size() % 5 == 4) out += ' ';
    out += c;
  }
  return out;
}

std::string address(std::string_view secret, std::string_view account) {
  std::string out = "otpauth://totp/Alianza:";
  http::append_percent_encoded(out, account);
  return out + "?secret=" + base32(secret) + "&issuer=Alianza";
}

std::string code_at(std::string_view secret, Instant at, unsigned length) {
  prepare();
  std::array<char, 9> out{};
  ENSURE(oath_totp_generate(secret.data(), secret.size(), seconds_of(at), step.count(), 0, length, out.data()) == OATH_OK);
  return out.data();
}

std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view typed, Instant now, std::int64_t last_step) {
  const auto code = digits_of(typed);
  if (code.size() != digits) return std::nullopt;
  const auto current = seconds_of(now) / step.count();
  std::optional<std::int64_t> found;
  for (auto one = current - drift; one <= current + drift; ++one) {
    const auto right = code_at(secret, now + step * (one - current));
    if (sodium_memcmp(right.data(), code.data(), digits) == 0 && one > last_step && !found) found = one;
  }
  return found;
}

}  // namespace alianza::auth::totp
