#pragma once
// A sentence for a person, not yet in a language. The key is the Spanish sentence (gettext practice); platform/i18n turns it
// into text. Arguments fill {1}, {2}… and are plain text: the page that shows the sentence escapes it.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alianza {

enum class Lang : std::uint8_t { es, en };

/// BCP 47 tag, as in <html lang> and Content-Language.
constexpr std::string_view tag(Lang lang) { return lang == Lang::es ? "es" : "en"; }

class Message {
 public:
  Message() = default;
  /// `key` must be a string literal (or live as long as the program).
  explicit Message(const char* key) : key_(key) {}
  Message(const char* one, const char* many, std::int64_t n) : key_(one), plural_(many), count_(n) {}

  Message arg(std::string value) && {
    args_.push_back(std::move(value));
    return std::move(*this);
  }
  Message arg(std::int64_t value) && { return std::move(*this).arg(std::to_string(value)); }

  bool empty() const { return key_ == nullptr || *key_ == '\0'; }
  const char* key() const { return key_ == nullptr ? "" : key_; }
  const char* plural() const { return plural_; }
  std::int64_t count() const { return count_; }
  const std::vector<std::string>& args() const { return args_; }

 private:
  const char* key_ = nullptr;
  const char* plural_ = nullptr;
  std::int64_t count_ = 0;
  std::vector<std::string> args_;
};

}  // namespace alianza

// xgettext collects what stands inside these (tools/check_messages).
// NOLINTBEGIN(bugprone-reserved-identifier,cppcoreguidelines-macro-usage)
#define _(sentence) ::alianza::Message(sentence)
#define N_(one, many, n) ::alianza::Message(one, many, n)
// NOLINTEND(bugprone-reserved-identifier,cppcoreguidelines-macro-usage)
