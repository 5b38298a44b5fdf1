#pragma once
// Sentences in the reader's language. The Spanish sentence is the key; its English comes from data/messages/en.po, embedded in
// the program. A sentence without English is shown in Spanish (tools/check_messages fails the build before that).
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/message.h"

namespace alianza::i18n {

/// A sentence resolved once, in every language: what compiled templates hold. Cheap to copy.
class MessageId {
 public:
  struct Entry {
    std::string_view one[2];   // by Lang
    std::string_view many[2];  // the same as `one` for a sentence without plural
  };
  explicit MessageId(const Entry* entry) : entry_(entry) {}
  std::string_view text(Lang lang) const { return entry_->one[static_cast<std::size_t>(lang)]; }
  std::string_view text(Lang lang, std::int64_t n) const {
    return n == 1 ? text(lang) : entry_->many[static_cast<std::size_t>(lang)];
  }

 private:
  const Entry* entry_;
};

/// `es` must live as long as the program. May be called before main.
MessageId intern(const char* es);
MessageId intern(const char* one, const char* many);

inline std::string_view text(Lang lang, MessageId id) { return id.text(lang); }
/// With its arguments in place of {1}, {2}… A plural without arguments takes its count as {1}.
std::string text(Lang lang, const Message& message);
/// The sentence with {1}, {2}… still in it.
std::string_view pattern(Lang lang, const Message& message);
/// Puts arguments in place of {1}, {2}…; a place without argument stays as it is.
std::string fill(std::string_view pattern, std::span<const std::string> args);

/// One step through a pattern: plain text, then the number of a place (0 at the end).
struct Piece {
  std::string_view plain;
  std::size_t place = 0;
};
/// Takes the next piece off the front of `rest`.
Piece next_piece(std::string_view& rest);

}  // namespace alianza::i18n
