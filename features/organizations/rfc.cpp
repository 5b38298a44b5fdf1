#include "features/organizations/rfc.h"

#include <date/date.h>

#include <algorithm>

namespace alianza::organizations {
namespace {

constexpr char enye = '~';  // Ñ as one byte, while we count
constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ~";
constexpr std::size_t longest = 13;

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || c == '&' || c == enye; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Upper case, without spaces and hyphens, Ñ as one byte; nothing when some other character stands there.
std::optional<std::string> tidy(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size() && out.size() <= longest; ++i) {
    const char c = raw[i];
    const auto rest = raw.substr(i);
    if (c == ' ' || c == '-') continue;
    if (rest.starts_with("Ñ") || rest.starts_with("ñ")) {
      out += enye;
      i += 1;
    } else if (rest.starts_with("\xCC\x83") && !out.empty() && out.back() == 'N') {  // combining tilde
      out.back() = enye;
      i += 1;
    } else if (c >= 'a' && c <= 'z') {
      out += static_cast<char>(c - 'a' + 'A');
    } else if (is_digit(c) || (c >= 'A' && c <= 'Z') || c == '&') {
      out += c;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

/// The code has two digits for the year: a day that exists in one of the two centuries will do.
bool is_day(std::string_view yymmdd) {
  if (!std::all_of(yymmdd.begin(), yymmdd.end(), is_digit)) return false;
  const auto two = [&](std::size_t at) { return (yymmdd[at] - '0') * 10 + (yymmdd[at + 1] - '0'); };
  const auto exists = [&](int century) { return (date::year(century + two(0)) / two(2) / two(4)).ok(); };
  return exists(1900) || exists(2000);
}

bool is_homoclave(std::string_view text) {
  const auto plain = [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); };
  return plain(text[0]) && plain(text[1]) && (is_digit(text[2]) || text[2] == 'A');
}

char check_digit(std::string_view code) {
  std::string padded(code.substr(0, code.size() - 1));
  if (padded.size() == 11) padded.insert(padded.begin(), ' ');
  int sum = 0;
  for (int i = 0; i < 12; ++i) sum += static_cast<int>(alphabet.find(padded[static_cast<std::size_t>(i)])) * (13 - i);
  const int rest = sum % 11;
  if (rest == 0) return '0';
  return rest == 1 ? 'A' : static_cast<char>('0' + 11 - rest);
}

std::string with_enye(std::string_view code) {
  std::string out;
  for (const char c : code) {
    if (c == enye)
      out += "Ñ";
    else
      out += c;
  }
  return out;
}

}  // namespace

Result<Rfc> Rfc::parse(std::string_view raw) {
  const auto code = tidy(raw);
  if (!code || (code->size() != 12 && code->size() != longest))
    return fail(Error::invalid(_("Escriba el RFC con 12 caracteres (13 si es de una persona), por ejemplo AAA080808HL8.")));
  const std::size_t letters = code->size() - 9;
  const std::string_view text = *code;
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(letters), is_letter))
    return fail(Error::invalid(_("El RFC empieza con 3 letras (4 si es de una persona).")));
  if (!is_day(text.substr(letters, 6))) return fail(Error::invalid(_("La fecha del RFC (año, mes, día) no existe. Revísela.")));
  if (!is_homoclave(text.substr(letters + 6)))
    return fail(Error::invalid(_("El RFC termina con dos letras o números y un dígito, que puede ser A.")));
  Rfc rfc;
  rfc.text_ = with_enye(text);
  rfc.kind_ = letters == 3 ? Kind::moral : Kind::fisica;
  if (rfc.text_ == "XAXX010101000") rfc.kind_ = Kind::generic_national;
  if (rfc.text_ == "XEXX010101000") rfc.kind_ = Kind::generic_foreign;
  if (rfc.kind_ != Kind::generic_national && check_digit(text) != text.back()) rfc.sum_ = Sum::wrong;
  return rfc;
}

std::optional<Message> Rfc::doubt(std::string_view raw) {
  const auto rfc = parse(raw);
  return rfc ? rfc->warning() : std::optional(rfc.error().message);
}

std::optional<Message> Rfc::warning() const {
  if (sum_ == Sum::right) return std::nullopt;
  return _(
      "El último carácter del RFC no corresponde a los demás. Revíselo; si así está en su constancia, marque que lo conserva.");
}

}  // namespace alianza::organizations
