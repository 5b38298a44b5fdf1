#include "platform/html/out.h"

#include <charconv>
#include <cstring>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/http/assets.h"

namespace alianza::html {
namespace {

// One look at a small table per byte; the copy goes in stretches between bytes that need something.
enum Escape : std::uint8_t { none, replacement, ampersand, less, greater, quote, line_feed, carriage_return };
constexpr std::string_view escapes[] = {"", "\uFFFD", "&amp;", "&lt;", "&gt;", "&quot;", "&#10;", "&#13;"};

struct Table {
  Escape of[256] = {};
  constexpr explicit Table(bool is_attribute) {
    for (int c = 0; c < 0x20; ++c) of[c] = replacement;
    of[0x7F] = replacement;
    of['\t'] = none;
    of['\n'] = is_attribute ? line_feed : none;  // parsers keep it so
    of['\r'] = is_attribute ? carriage_return : none;
    of['&'] = ampersand;
    of['<'] = less;
    of['>'] = greater;
    of['"'] = is_attribute ? quote : none;
  }
};
constexpr Table in_text(false);
constexpr Table in_attribute(true);

// Nearly all text needs nothing, so sixteen or eight bytes are asked at once: is any of them below space, one of " & < > or
// delete? A byte of a letter beyond ASCII never is.
using Sixteen = unsigned char __attribute__((vector_size(16)));  // GCC and Clang make one register of it on every machine of ours

bool is_plain_16(const char* at) {
  Sixteen bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  // " and & differ in one bit, < and > too.
  const auto found = (bytes < 0x20) | ((bytes | 0x04) == '&') | ((bytes | 0x02) == '>') | (bytes == 0x7F);
  std::uint64_t halves[2];
  std::memcpy(halves, &found, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

// Bit tricks of "Hacker's Delight", 6-1: the highest bit of each byte answers.
constexpr std::uint64_t each = 0x0101010101010101U;
constexpr std::uint64_t highest = each * 0x80U;
constexpr std::uint64_t is_zero(std::uint64_t bytes) { return (bytes - each) & ~bytes & highest; }
constexpr std::uint64_t is(std::uint64_t bytes, char c) { return is_zero(bytes ^ (each * static_cast<unsigned char>(c))); }

bool is_plain_8(std::uint64_t bytes) {
  const auto control = (bytes - each * 0x20U) & ~bytes & highest;
  return (control | is(bytes | each * 0x04U, '&') | is(bytes | each * 0x02U, '>') | is(bytes, '\x7F')) == 0;
}

template <class T>
std::uint64_t loaded(const char* at) {
  T bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

/// Nothing in it needs anything, in text or attribute. The end is asked again with the bytes before it, which costs less than one
/// byte after the other.
bool is_plain(std::string_view text) {
  const char* at = text.data();
  const char* const end = at + text.size();
  if (text.size() >= 16) {
    for (; end - at > 16; at += 16)
      if (!is_plain_16(at)) return false;
    return is_plain_16(end - 16);
  }
  if (text.size() >= 8) return is_plain_8(loaded<std::uint64_t>(at)) && is_plain_8(loaded<std::uint64_t>(end - 8));
  if (text.size() >= 4) return is_plain_8(loaded<std::uint32_t>(at) << 32U | loaded<std::uint32_t>(end - 4));
  for (; at != end; ++at)
    if (in_attribute.of[static_cast<unsigned char>(*at)] != none) return false;
  return true;
}

/// The first byte from `at` on that needs something, or `end`.
const char* skip_plain(const char* at, const char* end, const Table& table) {
  for (; at != end; ++at) {
    while (end - at > 16 && is_plain_16(at)) at += 16;
    if (table.of[static_cast<unsigned char>(*at)] != none) return at;
  }
  return end;
}

void append(std::string& out, std::string_view text, const Table& table) {
  if (is_plain(text)) {
    out.append(text);
    return;
  }
  const char* from = text.data();
  const char* const end = from + text.size();
  for (const char* at = skip_plain(from, end, table); at != end; at = skip_plain(from, end, table)) {
    out.append(from, static_cast<std::size_t>(at - from));
    out += escapes[table.of[static_cast<unsigned char>(*at)]];
    from = at + 1;
  }
  out.append(from, static_cast<std::size_t>(end - from));
}

}  // namespace

void append_escaped_text(std::string& out, std::string_view text) { append(out, text, in_text); }
void append_escaped_attribute(std::string& out, std::string_view text) { append(out, text, in_attribute); }

// Here and not in the header: a template calls it for every stretch of its text, and is compiled for size.
void Out::raw(const char* literal, std::size_t size) { text_.append(literal, size); }

void Out::fill_places(std::string_view pattern, const Arg* args, std::size_t count, Place place) {
  while (!pattern.empty()) {
    const auto piece = i18n::next_piece(pattern);
    if (place == Place::text)
      append_escaped_text(text_, piece.plain);
    else
      append_escaped_attribute(text_, piece.plain);
    if (piece.place == 0) return;
    if (piece.place <= count) args[piece.place - 1].write(*this, args[piece.place - 1].value);
  }
}

void Out::whole_number(std::int64_t n) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
  text_.append(digits, end);
}

void Out::address(const http::Url& url, Lang lang) {
  // An address is percent-encoded; only what came from outside may hold more than its parameters' & that needs an entity.
  if (is_plain(url.path())) return url.append_to(text_, lang, "&amp;");
  std::string whole;
  url.append_to(whole, lang);
  append_escaped_attribute(text_, whole);
}

void Out::address_below(const http::Url& above, std::string_view piece) {
  address(above, lang_);
  text_ += '/';
  http::append_percent_encoded(text_, piece);
}

void Out::message(const Message& message, Place place) {
  const auto& args = message.args();
  if (!args.empty() || message.plural() != nullptr) {
    const auto whole = i18n::text(lang_, message);
    return place == Place::text ? append_escaped_text(text_, whole) : append_escaped_attribute(text_, whole);
  }
  const auto sentence = i18n::pattern(lang_, message);
  place == Place::text ? append_escaped_text(text_, sentence) : append_escaped_attribute(text_, sentence);
}

void Out::icon(std::string_view name) {
  static const std::string begin =
      "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"" + http::asset_url("icons.svg").text() + "#";
  text_ += begin;
  append_escaped_attribute(text_, name);
  text_ += "\"/></svg>";
}

void Out::csrf() {
  if (!csrf_source_ && csrf_token_.empty()) throw Impossible("a page with a form is drawn without a csrf source");
  if (csrf_token_.empty()) csrf_token_ = csrf_source_();
  text_ += "<input type=\"hidden\" name=\"_csrf\" value=\"";
  append_escaped_attribute(text_, csrf_token_);
  text_ += "\"><input type=\"hidden\" name=\"_key\" value=\"";
  text_ += id_to_text(new_random_id());
  text_ += "\">";
}

Safe::Safe(Out&& out) : markup_(std::move(out).take()) {}

Safe drawn_before(std::string markup) { return Safe(std::move(markup)); }

Safe strong(std::string_view text) {
  std::string out = "<strong>";
  append_escaped_text(out, text);
  return Safe(out + "</strong>");
}

}  // namespace alianza::html
