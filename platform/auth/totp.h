#pragma once
// Codes that change every thirty seconds (TOTP, RFC 6238): SHA-1, six digits, as every authenticator app makes them. By liboath
// (docs/decisions/0100). Nothing is stored here.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/time.h"

namespace alianza::auth::totp {

inline constexpr std::chrono::seconds step{30};
inline constexpr unsigned digits = 6;

/// 160 random bits, as bytes.
std::string fresh_secret();
/// As people type it when the camera does not read: "JBSW Y3DP EHPK 3PXP …".
std::string spelled(std::string_view secret);
/// What the QR code says: "otpauth://totp/Alianza:clara%40x.example?secret=…&issuer=Alianza".
std::string address(std::string_view secret, std::string_view account);
/// The code of the moment; `length` of 6, 7 or 8 digits.
std::string code_at(std::string_view secret, Instant at, unsigned length = digits);
/// The step (thirty seconds since 1970) whose code this is: now, the one before or the one after, because clocks differ; only
/// after `last_step`, so that a code serves once. Nothing when it is none of them. Spaces in what was typed do not count.
std::optional<std::int64_t> accepted_step(std::string_view secret, std::string_view typed, Instant now, std::int64_t last_step);

}  // namespace alianza::auth::totp
