#pragma once
// Passwords: rules, and Argon2id by libsodium. 19 MiB and 2 passes (the OWASP minimum) and at most two hashes at a time keep the
// resident memory of a small server under its promise; a third waits. Never call hash or verify inside a transaction.
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza::auth {

/// The text that libsodium stores: algorithm, parameters, salt, hash.
struct PasswordHash {
  std::string text;
};

/// At least 12 characters, at most 200, not one of the most common, not the e-mail address or its name. The error is at `field`.
Done check_password_rules(std::string_view password, std::string_view email, std::string field = "password");

/// Groups of random letters and digits that nobody reads as another (no 0, o, 1, l, i, u): thirty of them, 4.9 bits each.
std::string readable_secret(int groups, int of);

/// For an account that somebody else opens: "k7m2q-x4w9d-tc3hn-8vfp6", 99 bits, without letters that look alike.
std::string temporary_password();

PasswordHash hash_password(std::string_view password);
bool verify_password(const PasswordHash& hash, std::string_view password);
/// As much work as verify_password, for an account that does not exist; always false.
bool verify_nothing(std::string_view password);

}  // namespace alianza::auth
