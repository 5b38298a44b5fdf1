#pragma once
// Small secrets that must be read again (what codes of a second factor are made of, a sign-in that waits for one) are kept or
// handed out sealed: XChaCha20-Poly1305 with the server's key, bound to what they are for (docs/decisions/0100). Who has the
// database alone cannot read them; who has a sealed text cannot change it or use it elsewhere.
#include <optional>
#include <string>
#include <string_view>

namespace alianza::auth {

class Seal {
 public:
  /// `key`: 32 bytes (files.keys/seal.key). Empty: one that ends with the process.
  explicit Seal(std::string key = {});
  /// Letters, digits, - and _. `purpose`: what it is for and whose it is; other words do not open it.
  std::string close(std::string_view secret, std::string_view purpose) const;
  /// Nothing when it was closed with another key or purpose, or is no sealed text.
  std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;

 private:
  std::string key_;
};

}  // namespace alianza::auth
