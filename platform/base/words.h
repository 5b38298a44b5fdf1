#pragma once
// The words of an enum, in its order: what tables, addresses and the API say of a value.
//
//     constexpr std::array<std::string_view, 2> admissions{"open", "closed"};
//     std::string_view to_text(Admission a) { return word_of(admissions, a); }
//     bool from_text(std::string_view text, Admission& a) { return read_word(admissions, text, a); }
#include <algorithm>
#include <string_view>

namespace alianza {

template <class Words, class E>
std::string_view word_of(const Words& words, E value) {
  return words.at(static_cast<std::size_t>(value));
}

/// False, and `out` as it was, when it is none of the words.
template <class Words, class E>
bool read_word(const Words& words, std::string_view text, E& out) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return false;
  out = static_cast<E>(found - words.begin());
  return true;
}

}  // namespace alianza
