#include "platform/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace alianza {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const bool space = c == ' ' || (c >= '\t' && c <= '\r');
    if (space && (out.empty() || out.back() == ' ')) continue;
    out += space ? ' ' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

bool is_clean_text(std::string_view text) {
  const auto size = static_cast<std::int32_t>(text.size());
  std::int32_t i = 0;
  while (i < size) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, size, c);
    if (c <= 0) return false;
  }
  return true;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  // NFKC_Casefold unifies width and compatibility forms; NFD then parts the accents from their letters.
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw Impossible("ICU has no normalisation data");
  const auto source = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto parts = decompose->normalize(casefold->normalize(source, status), status);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 c = parts.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    kept.append(u_isUWhiteSpace(c) ? UChar32(' ') : c);
  }
  std::string out;
  kept.toUTF8String(out);
  // Collapses the spaces; the bytes above ASCII pass unchanged.
  return fold_ascii(out);
}

std::string trim(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 < text.size() && text[i + 1] == '\n') continue;
      out += '\n';
    } else {
      out += text[i];
    }
  }
  const auto* bytes = out.data();
  std::int32_t begin = 0;
  auto end = static_cast<std::int32_t>(out.size());
  // ICU's macros cast as C does; where files are compiled together GCC takes them for ours.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
  for (std::int32_t next = begin; next < end; begin = next) {
    UChar32 c = 0;
    U8_NEXT(bytes, next, end, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
  }
  for (std::int32_t before = end; before > begin; end = before) {
    UChar32 c = 0;
    U8_PREV(bytes, begin, before, c);
    if (c < 0 || !u_isUWhiteSpace(c)) break;
  }
#pragma GCC diagnostic pop
  return out.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Result<std::string> parse_text(std::string_view raw, std::size_t max, Lines lines) {
  if (!is_clean_text(raw))
    return fail(
        Error::invalid(_("El texto contiene bytes que no son UTF-8 válido o un carácter nulo. Bórrelo y escríbalo de nuevo.")));
  auto text = trim(raw);
  if (lines == Lines::one && text.find('\n') != std::string::npos) return fail(Error::invalid(_("Escriba una sola línea.")));
  if (const auto n = length(text); n > max)
    return fail(Error::invalid(
        _("Escriba como máximo {1} caracteres; hay {2}.").arg(static_cast<std::int64_t>(max)).arg(static_cast<std::int64_t>(n))));
  return text;
}

const std::string& LocalizedText::in(Lang lang) const { return given(lang) == Lang::es ? es : en; }

Lang LocalizedText::given(Lang lang) const {
  const auto& wanted = lang == Lang::es ? es : en;
  return wanted.empty() ? original : lang;
}

Result<Email> Email::parse(std::string_view raw) {
  const auto wrong = [] { return fail(Error::invalid(_("Escriba un correo como nombre@institucion.mx."))); };
  const auto text = trim(raw);
  const auto at = text.find('@');
  if (text.size() > 254 || at == std::string::npos || at == 0 || at > 64 || text.find('@', at + 1) != std::string::npos)
    return wrong();
  const auto domain = std::string_view(text).substr(at + 1);
  if (domain.size() < 3 || domain.find('.') == std::string_view::npos || domain.front() == '.' || domain.back() == '.' ||
      domain.find("..") != std::string_view::npos)
    return wrong();
  const auto bad = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == 0x7f ||
           std::string_view("\"<>(),;:\\[]").find(c) != std::string_view::npos;
  };
  if (!is_clean_text(text) || std::any_of(text.begin(), text.end(), bad)) return wrong();
  Email email;
  email.text_ = text;
  return email;
}

std::string Email::key() const { return fold_ascii(text_); }

}  // namespace alianza
