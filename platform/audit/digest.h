#pragma once
// Digests and random secrets by libsodium, as hexadecimal or URL text. Netstrings ("5:hello,") join fields so that no two
// different lists give the same bytes, in a form that any language reads.
#include <cstdint>
#include <string>
#include <string_view>

namespace alianza::audit {

/// 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
std::string hmac_sha256_hex(std::string_view key, std::string_view bytes);

/// `bytes` random bytes as unpadded base64url text: 32 bytes give 43 characters.
std::string random_text(std::size_t bytes);

std::string hex(const unsigned char* bytes, std::size_t size);
/// Exactly `size` bytes or false.
bool from_hex(std::string_view text, unsigned char* bytes, std::size_t size);

class Netstrings {
 public:
  Netstrings& add(std::string_view field);
  Netstrings& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace alianza::audit
