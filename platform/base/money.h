#pragma once
// Money is integer minor units and a currency (ISO 4217). Amounts of different currencies never add; a sum that would overflow is
// refused.
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza {

class Currency {
 public:
  Currency() = default;  // MXN
  /// Three capital letters that ISO 4217 lists as current.
  static Result<Currency> parse(std::string_view code);
  std::string_view code() const { return {code_, 3}; }
  /// Digits after the point: MXN 2, JPY 0, KWD 3.
  int exponent() const;
  auto operator<=>(const Currency&) const = default;

 private:
  char code_[4] = "MXN";
};

class Money {
 public:
  Money() = default;
  Money(std::int64_t minor, Currency currency) : minor_(minor), currency_(currency) {}
  /// "1,320,000.50" or "1320000.5": digits, commas in thousands, a point; not negative, not more digits than the currency has,
  /// at most 15 digits before the point.
  static Result<Money> parse(std::string_view amount, Currency currency);
  std::int64_t minor() const { return minor_; }
  Currency currency() const { return currency_; }
  /// "1,320,000.50" (or without the fraction when it is zero), no symbol.
  std::string amount_text() const;
  /// Error when the currencies differ or the sum leaves the range.
  Result<Money> plus(const Money& other) const;
  auto operator<=>(const Money&) const = default;

 private:
  std::int64_t minor_ = 0;
  Currency currency_;
};

/// "1,320,000": the thousands mark is a comma in both languages (es_MX, en).
std::string grouped(std::int64_t n);

}  // namespace alianza
