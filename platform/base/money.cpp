#include "platform/base/money.h"

#include <algorithm>
#include <array>
#include <optional>

#include "platform/base/text.h"

namespace alianza {
namespace {

// ISO 4217, active codes of circulating currencies (data/reference/currencies.csv has their names; a test keeps the two equal).
constexpr std::string_view two_digits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK "
    "DOP "
    "DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP "
    "LKR "
    "LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD "
    "RUB "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD "
    "YER "
    "ZAR ZMW ";
constexpr std::string_view no_digits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
constexpr std::string_view three_digits = "BHD IQD JOD KWD LYD OMR TND ";

bool lists(std::string_view list, std::string_view code) {
  for (std::size_t at = 0; at + 3 < list.size(); at += 4)
    if (list.substr(at, 3) == code) return true;
  return false;
}

std::optional<std::int64_t> digits(std::string_view text) {
  if (text.empty() || text.size() > 15) return std::nullopt;
  std::int64_t n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    n = n * 10 + (c - '0');
  }
  return n;
}

// "1,320,000" -> "1320000"; empty when the commas do not stand at thousands.
std::string without_commas(std::string_view whole) {
  if (whole.find(',') == std::string_view::npos) return std::string(whole);
  std::string out;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool mark = (whole.size() - i) % 4 == 0;
    if ((whole[i] == ',') != mark || (mark && i == 0)) return {};
    if (!mark) out += whole[i];
  }
  return out;
}

}  // namespace

Result<Currency> Currency::parse(std::string_view code) {
  if (code.size() != 3 || !(lists(two_digits, code) || lists(no_digits, code) || lists(three_digits, code)))
    return fail(Error::invalid(_("Elija una moneda de la lista (ISO 4217), por ejemplo MXN.")));
  Currency currency;
  std::copy(code.begin(), code.end(), currency.code_);
  return currency;
}

int Currency::exponent() const { return lists(no_digits, code()) ? 0 : lists(three_digits, code()) ? 3 : 2; }

Result<Money> Money::parse(std::string_view raw, Currency currency) {
  const auto wrong = [] { return fail(Error::invalid(_("Escriba un monto como 1,320,000.50, sin signo de moneda."))); };
  const auto text = trim(raw);
  const auto point = text.find('.');
  const auto whole = digits(without_commas(std::string_view(text).substr(0, point)));
  if (!whole) return wrong();
  std::int64_t minor = *whole;
  std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
  if (point != std::string::npos && fraction.empty()) return wrong();
  const auto exponent = static_cast<std::size_t>(currency.exponent());
  if (fraction.size() > exponent)
    return fail(Error::invalid(_("Esta moneda admite {1} decimales.").arg(static_cast<std::int64_t>(exponent))));
  fraction.resize(exponent, '0');
  for (const char c : fraction) {
    if (c < '0' || c > '9') return wrong();
    minor = minor * 10 + (c - '0');
  }
  return Money(minor, currency);
}

std::string Money::amount_text() const {
  std::int64_t unit = 1;
  for (int i = 0; i < currency_.exponent(); ++i) unit *= 10;
  const auto whole = minor_ / unit;
  // The sign goes after the remainder is taken: the smallest number of 64 bits has no opposite.
  const auto fraction = minor_ < 0 ? -(minor_ % unit) : minor_ % unit;
  auto out = (minor_ < 0 && whole == 0 ? "-" : "") + grouped(whole);
  if (fraction != 0) {
    const auto f = std::to_string(fraction);
    out += "." + std::string(static_cast<std::size_t>(currency_.exponent()) - f.size(), '0') + f;
  }
  return out;
}

Result<Money> Money::plus(const Money& other) const {
  if (currency_ != other.currency_)
    return fail(Error::invalid(_("No se suman montos de monedas distintas sin un tipo de cambio con fecha.")));
  std::int64_t sum = 0;
  if (__builtin_add_overflow(minor_, other.minor_, &sum))
    return fail(Error::invalid(_("La suma excede el monto que se puede registrar.")));
  return Money(sum, currency_);
}

std::string grouped(std::int64_t n) {
  auto text = std::to_string(n);
  const std::size_t first = n < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;) {
    at -= 3;
    text.insert(at, ",");
  }
  return text;
}

}  // namespace alianza
