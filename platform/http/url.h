#pragma once
// Url: the only thing an href, action or src takes. It is made of literal path pieces and encoded parameters, so no text of a
// person becomes part of an address unseen.
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "platform/base/result.h"

namespace alianza::http {

/// Appends `text` with everything but unreserved characters (RFC 3986) as %XX. One path piece, one query name or value.
void append_percent_encoded(std::string& out, std::string_view text);
/// Undoes %XX; `plus_is_space` as in forms. False when a % is not followed by two hexadecimal digits.
enum class Plus { is_plus, is_space };
bool append_percent_decoded(std::string& out, std::string_view text, Plus plus);

namespace detail {
/// A literal path with {} where parameters go, checked by the compiler.
template <std::size_t Count>
struct UrlPattern {
  template <std::size_t N>
  consteval UrlPattern(const char (&literal)[N]) : text(literal, N - 1) {  // NOLINT(google-explicit-constructor)
    if (N < 2 || literal[0] != '/' || (N > 2 && literal[1] == '/')) throw "a Url begins with one /";
    std::size_t holes = 0;
    for (std::size_t i = 0; i + 1 < N; ++i) {
      if (literal[i] == '{' && literal[i + 1] == '}') ++holes;
      if (literal[i] == '?' || literal[i] == '#' || literal[i] == ' ' || literal[i] == '%') throw "use with() and fragment()";
    }
    if (holes != Count) throw "as many {} as parameters";
  }
  std::string_view text;
};

template <class T>
concept HasText = requires(const T& t) {
  { t.text() } -> std::convertible_to<std::string_view>;
};
/// Its text: as it stands when it is kept somewhere, made when it is not.
template <class T>
decltype(auto) url_piece(const T& value) {
  if constexpr (std::integral<T>) {
    return std::to_string(value);
  } else if constexpr (HasText<T>) {
    return value.text();  // Id, Date, Email
  } else {
    return std::string_view(value);
  }
}
}  // namespace detail

class Url {
 public:
  /// Url("/alliances/{}/organizations/{}", alliance, organization). Parameters: text, whole numbers, Ids, Dates.
  /// An empty parameter is a mistake of ours (Impossible).
  template <class... A>
  explicit Url(detail::UrlPattern<sizeof...(A)> pattern, const A&... pieces) {
    fill_with(pattern.text, detail::url_piece(pieces)...);
  }
  /// "#name" on the same page.
  static Url on_this_page(std::string_view fragment);
  /// What a person typed: an absolute http, https or mailto address, or an error for the form.
  static Result<Url> external(std::string_view text);
  /// Where to go after signing in, as it came back from a form: a path of this server, or "/" when it is anything else.
  static Url local_or_home(std::string_view text);

  /// Adds a query parameter. An empty value is kept ("q=").
  Url with(std::string_view name, std::string_view value) &&;
  Url with(std::string_view name, std::string_view value) const&;
  Url with(std::string_view name, std::integral auto value) && { return std::move(*this).with(name, std::to_string(value)); }
  /// Replaces every query parameter of that name by one.
  Url set(std::string_view name, std::string_view value) &&;
  Url set(std::string_view name, std::string_view value) const&;
  /// Without any query parameter of that name.
  Url without(std::string_view name) &&;
  Url without(std::string_view name) const&;
  Url fragment(std::string_view name) &&;
  /// The same page in that language: English stands under /en. External addresses stay as they are.
  Url in(Lang lang) &&;
  Url in(Lang lang) const&;
  /// A file that is the same in every language (a style sheet, a picture): it never stands under /en, so a browser that has it
  /// for one language has it for the other.
  Url in_every_language() &&;

  /// As it stands in href, not yet escaped for HTML (the template does).
  std::string text() const;
  void append_to(std::string& out) const { append_to(out, lang_); }
  /// As in(lang) would stand, without a copy.
  void append_to(std::string& out, Lang lang) const { append_to(out, lang, "&"); }
  /// The same with `and_sign` between the parameters: "&amp;" for HTML.
  void append_to(std::string& out, Lang lang, std::string_view and_sign) const;
  /// What stands before the parameters. Encoded, but an address that came from outside may hold an &.
  const std::string& path() const { return path_; }
  bool is_external() const { return kind_ == Kind::external; }
  bool operator==(const Url& other) const { return text() == other.text(); }

 private:
  enum class Kind : std::uint8_t { path, file, fragment_only, external };
  Url() = default;
  friend struct Request;
  template <class... P>
  void fill_with(std::string_view pattern, const P&... pieces) {
    const std::string_view list[] = {pieces..., std::string_view()};
    fill(pattern, list);
  }
  void fill(std::string_view pattern, const std::string_view* pieces);
  void add(std::string_view name, std::string_view value);
  void remove(std::string_view name);

  std::string path_;   // encoded; the whole address when external
  std::string query_;  // encoded: "type=company&sort=-name"
  std::string fragment_;
  Kind kind_ = Kind::path;
  Lang lang_ = Lang::es;
};

}  // namespace alianza::http
