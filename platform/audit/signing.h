#pragma once
// The server's Ed25519 key for checkpoints. It lives in a file of its own, apart from database and backups.
#include <array>
#include <filesystem>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza::audit {

class SigningKey {
 public:
  /// Reads the file; makes it (mode 0600) with a new key when it is absent, and `<file>.pub` beside it. Refuses a file that
  /// others may read.
  static Result<SigningKey> load_or_create(const std::filesystem::path& file);
  /// For tests: a new key that is stored nowhere.
  static SigningKey generate();

  /// 64 hexadecimal digits.
  std::string public_key() const;
  /// The first 16 hexadecimal digits of the SHA-256 of the public key: names it in checkpoints.
  std::string id() const;
  /// 128 hexadecimal digits.
  std::string sign(std::string_view message) const;
  ~SigningKey();
  SigningKey(const SigningKey&) = default;
  SigningKey& operator=(const SigningKey&) = default;

 private:
  SigningKey() = default;
  std::array<unsigned char, 64> secret_{};
};

bool verify_signature(std::string_view public_key_hex, std::string_view message, std::string_view signature_hex);

}  // namespace alianza::audit
