#include "features/organizations/words.h"

#include <algorithm>
#include <set>

namespace alianza::organizations {
namespace {

constexpr std::size_t most_words = 60;
constexpr std::size_t most_sought = 6;
constexpr std::size_t longest = 40;  // bytes; a longer word is found by its beginning

/// At a character's edge.
void cut(std::string& word) {
  if (word.size() <= longest) return;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) --end;
  word.resize(end);
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto close = [&] {
    cut(word);
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (const char c : fold(text)) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80U) != 0;
    if (keeps)
      word += c;
    else if (c != '.' && c != '\'')
      close();
  }
  close();
  return out;
}

std::vector<std::string> search_words(const Profile& profile) {
  std::set<std::string> out;
  const auto add = [&](std::string_view text) {
    for (auto& word : words_of(text))
      if (out.size() < most_words) out.insert(std::move(word));
  };
  add(profile.name);
  for (const auto& alias : profile.aliases) add(alias);
  add(profile.legal_name);
  add(profile.parent);
  add(profile.municipality);
  add(profile.country == mexico ? states().name_in(profile.state, Lang::es) : profile.region);
  return {out.begin(), out.end()};
}

std::vector<std::string> sought_words(std::string_view typed) {
  auto words = words_of(typed);
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
  words.erase(std::unique(words.begin(), words.end()), words.end());
  if (words.size() > most_sought) words.resize(most_sought);
  return words;
}

}  // namespace alianza::organizations
