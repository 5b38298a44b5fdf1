#include "platform/base/text.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::i18n {
namespace {

/// «e» instead of «y»: before the sound i, but not before a diphthong («agua y hielo»).
bool starts_with_i_sound(std::string_view word) {
  auto key = fold(word.substr(0, 24));
  while (!key.empty() && (key[0] == '"' || key[0] == '(')) key.erase(0, 1);
  if (key.starts_with("\u00ab")) key.erase(0, 2);
  if (key.starts_with('h')) key.erase(0, 1);
  if (!key.starts_with('i')) return false;
  const char next = key.size() > 1 ? key[1] : ' ';
  return next != 'a' && next != 'e' && next != 'o' && next != 'u';
}

std::string_view symbol(std::string_view code) {
  if (code == "MXN" || code == "USD" || code == "CAD" || code == "ARS" || code == "CLP" || code == "COP") return "$";
  if (code == "EUR") return "€";
  if (code == "GBP") return "£";
  return "";
}

}  // namespace

std::string number(std::int64_t n) { return grouped(n); }

std::string percent(Lang lang, std::int64_t whole) { return grouped(whole) + (lang == Lang::es ? "\u00a0%" : "%"); }

std::string share(Lang lang, std::int64_t part, std::int64_t total) {
  if (total <= 0) return percent(lang, 0);
  auto whole = static_cast<std::int64_t>((static_cast<__int128>(part) * 200 + total) / (static_cast<__int128>(total) * 2));
  if (whole >= 100 && part < total) whole = 99;
  if (whole == 0 && part > 0) whole = 1;
  return percent(lang, whole);
}

std::string money(Lang, const Money& m) {
  const auto currency = m.currency();
  return std::string(symbol(currency.code())) + m.amount_text() + "\u00a0" + std::string(currency.code());
}

std::string file_size(Lang, std::int64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + "\u00a0B";
  if (bytes < 1'000'000) return std::to_string((bytes + 500) / 1000) + "\u00a0kB";
  const auto tenths = (bytes + 50'000) / 100'000;
  return std::to_string(tenths / 10) + '.' + std::to_string(tenths % 10) + "\u00a0MB";
}

std::string_view sign(Qualifier q) {
  switch (q) {
    case Qualifier::exact: return "";
    case Qualifier::more_than: return ">";
    case Qualifier::at_least: return "≥";
    case Qualifier::approx: return "≈";
  }
  return "";
}

std::string figure(Qualifier q, std::int64_t n) { return std::string(sign(q)) + grouped(n); }

std::string figure_in_words(Lang lang, Qualifier q, std::int64_t n) {
  switch (q) {
    case Qualifier::more_than: return text(lang, _("más de {1}").arg(grouped(n)));
    case Qualifier::at_least: return text(lang, _("al menos {1}").arg(grouped(n)));
    case Qualifier::approx: return text(lang, _("cerca de {1}").arg(grouped(n)));
    case Qualifier::exact: break;
  }
  return grouped(n);
}

std::string join(Lang lang, std::span<const std::string> items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 < items.size()) out += ", ";
    if (i > 0 && i + 1 == items.size()) out += lang == Lang::en ? " and " : starts_with_i_sound(items[i]) ? " e " : " y ";
    out += items[i];
  }
  return out;
}

}  // namespace alianza::i18n
