#include "platform/audit/digest.h"

#include <sodium.h>

#include <vector>

#include "platform/base/result.h"

namespace alianza::audit {
namespace {

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// libsodium picks its fastest code here and opens its source of randomness; every later call is thread-safe.
const bool ready = sodium_init() >= 0;

}  // namespace

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string out(size * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes, size);
  out.pop_back();
  return out;
}

bool from_hex(std::string_view text, unsigned char* bytes, std::size_t size) {
  std::size_t read = 0;
  return text.size() == size * 2 && sodium_hex2bin(bytes, size, text.data(), text.size(), nullptr, &read, nullptr) == 0 &&
         read == size;
}

std::string sha256_hex(std::string_view bytes) {
  unsigned char out[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(out, raw(bytes), bytes.size());
  return hex(out, sizeof out);
}

std::string hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  crypto_auth_hmacsha256_state state;
  unsigned char out[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_init(&state, raw(key), key.size());
  crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, out);
  return hex(out, sizeof out);
}

std::string random_text(std::size_t bytes) {
  ENSURE(ready);
  std::vector<unsigned char> random(bytes);
  randombytes_buf(random.data(), bytes);
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string out(sodium_base64_ENCODED_LEN(bytes, variant), '\0');
  sodium_bin2base64(out.data(), out.size(), random.data(), bytes, variant);
  out.pop_back();
  return out;
}

Netstrings& Netstrings::add(std::string_view field) {
  bytes_ += std::to_string(field.size());
  bytes_ += ':';
  bytes_ += field;
  bytes_ += ',';
  return *this;
}

}  // namespace alianza::audit
