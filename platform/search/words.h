#pragma once
// Words as the index keeps them, and where they stand in a text as people wrote it.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/search.h"

namespace alianza::search {

inline constexpr std::size_t most_characters = 60'000;  // bytes of a text: at least 20,000 characters, some twenty pages
inline constexpr std::size_t longest_word = 60;         // bytes; the rest of a longer one does not count
inline constexpr std::size_t most_sought = 8;

/// The folded words of a text, in order: "Agua, S.A. (Ñandú-2)" -> agua sa nandu 2. A word is letters, digits and whatever is not
/// ASCII; points and apostrophes do not part it.
std::vector<std::string> words_of(std::string_view text);

/// One space between them.
std::string joined(const std::vector<std::string>& words);

/// What is looked for: all of `words`, the last as a beginning.
struct Sought {
  std::vector<std::string> words;
  bool empty() const { return words.empty(); }
  bool matches(std::string_view word) const;
};
Sought sought(std::string_view typed);

/// The whole text in pieces, with what matches marked.
std::vector<Piece> marked(std::string_view text, const Sought& sought);
/// About `length` characters of it around the first match; from its beginning when nothing matches. Cut between words, "…" where
/// something is left out. One line.
std::vector<Piece> snippet(std::string_view text, const Sought& sought, std::size_t length);
bool has_match(std::string_view text, const Sought& sought);

}  // namespace alianza::search
