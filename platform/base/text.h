#pragma once
// Text: validity, folding for search and sort, and text in two languages.
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza {

/// Valid UTF-8 without NUL: what every door accepts. Nothing else gets past the edge.
bool is_clean_text(std::string_view text);

/// Key for search and sort: lower case, no accents, compatibility forms unified, runs of space as one ("  Ñandú  SA" -> "nandu
/// sa"). One rule for every language; kept in *_folded columns because engines disagree about accents.
std::string fold(std::string_view text);

/// Without white space at the ends (Unicode spaces too); CR LF as LF.
std::string trim(std::string_view text);

/// Number of code points; invalid bytes count one each.
std::size_t length(std::string_view text);

/// A text field as it came from a person: trimmed, valid, at most `max` characters, one line unless `Lines::many`.
enum class Lines { one, many };
Result<std::string> parse_text(std::string_view raw, std::size_t max, Lines lines = Lines::one);

/// What users write and the public reads. `original` tells which one was written; a missing other language falls back to it.
struct LocalizedText {
  std::string es;
  std::string en;
  Lang original = Lang::es;

  /// The text for `lang`, or the original when there is none.
  const std::string& in(Lang lang) const;
  /// The language that in(lang) really gives, for the `lang` attribute.
  Lang given(Lang lang) const;
  bool empty() const { return es.empty() && en.empty(); }
  auto operator<=>(const LocalizedText&) const = default;
};

/// An e-mail address that a mail server may accept: one @, a dotted domain, no spaces or controls, at most 254 bytes.
class Email {
 public:
  Email() = default;
  static Result<Email> parse(std::string_view raw);
  const std::string& text() const { return text_; }
  /// Lower case, the key under which an account is found.
  std::string key() const;
  auto operator<=>(const Email&) const = default;

 private:
  std::string text_;
};

}  // namespace alianza
