#include "platform/search/words.h"

#include <algorithm>
#include <utility>

namespace alianza::search {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_wide(char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool keeps(char c) { return is_ascii_letter(c) || is_wide(c); }
bool glues(char c) { return c == '.' || c == '\''; }

/// Where a word stands in a text as it was written.
struct Place {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// Words as they stand, before folding. A space that is not ASCII keeps two words together here; its folded form has both, and
/// either may match.
std::vector<Place> places(std::string_view text) {
  std::vector<Place> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!keeps(text[i])) {
      ++i;
      continue;
    }
    Place place{i, i};
    while (i < text.size() && (keeps(text[i]) || glues(text[i]))) {
      ++i;
      if (keeps(text[i - 1])) place.to = i;
    }
    out.push_back(place);
  }
  return out;
}

std::string_view at(std::string_view text, Place place) { return text.substr(place.from, place.to - place.from); }

bool matches_at(std::string_view text, Place place, const Sought& sought) {
  const auto words = words_of(at(text, place));
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return sought.matches(word); });
}

void add(std::vector<Piece>& out, std::string_view text, bool is_marked) {
  if (text.empty()) return;
  if (!out.empty() && out.back().marked == is_marked)
    out.back().text += text;
  else
    out.push_back({std::string(text), is_marked});
}

std::vector<Piece> pieces(std::string_view text, const std::vector<Place>& words, Place window, const Sought& sought) {
  std::vector<Piece> out;
  std::size_t done = window.from;
  for (const auto& place : words) {
    if (place.from < window.from || place.to > window.to || !matches_at(text, place, sought)) continue;
    add(out, text.substr(done, place.from - done), false);
    add(out, at(text, place), true);
    done = place.to;
  }
  add(out, text.substr(done, window.to - done), false);
  return out;
}

/// White space as one space and lines as " · ", so that a text of many lines reads as one.
std::string one_line(std::string_view text) {
  std::string out;
  const char* between = "";
  for (const char c : text) {
    if (c == '\n') {
      between = " · ";
    } else if (static_cast<unsigned char>(c) <= ' ') {
      if (*between == '\0') between = " ";
    } else {
      if (!out.empty()) out += between;
      between = "";
      out += c;
    }
  }
  return out;
}

/// Not within a character.
std::size_t boundary(std::string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  return std::min(at, text.size());
}

/// From which word to which the snippet goes: a third of it before the first match.
Place window_of(std::string_view text, const std::vector<Place>& words, std::size_t first, std::size_t length) {
  if (text.size() <= length) return {0, text.size()};
  const auto begin = words[first].from;
  std::size_t from = begin > length / 3 ? begin - length / 3 : 0;
  if (text.size() - from < length) from = text.size() - length;
  const auto starts = std::find_if(words.begin(), words.end(), [&](const Place& w) { return w.from >= from; });
  if (from > 0) from = starts == words.end() || starts->from > begin ? begin : starts->from;
  const auto most = boundary(text, std::min(text.size(), from + length));
  if (most == text.size()) return {from, most};
  // A word that the end would cut stays out, unless it is all there is.
  auto to = most;
  for (const auto& word : words)
    if (word.from >= from && word.to <= most) to = word.to;
  return {from, to};
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  std::string word;
  const auto close = [&] {
    if (word.size() > longest_word) {
      word.resize(longest_word);
      while (!is_clean_text(word)) word.pop_back();
    }
    if (!word.empty()) out.push_back(std::exchange(word, {}));
  };
  for (const char c : fold(text)) {
    if (keeps(c))
      word += c;
    else if (!glues(c))
      close();
  }
  close();
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : " ").append(word);
  return out;
}

bool Sought::matches(std::string_view word) const {
  if (words.empty()) return false;
  return word.starts_with(words.back()) || std::find(words.begin(), words.end(), word) != words.end();
}

Sought sought(std::string_view typed) {
  Sought out{words_of(typed.substr(0, 400))};
  if (out.words.size() > most_sought) out.words.resize(most_sought);
  return out;
}

bool has_match(std::string_view text, const Sought& sought) {
  const auto words = words_of(text);
  return std::any_of(words.begin(), words.end(), [&](const auto& word) { return sought.matches(word); });
}

std::vector<Piece> marked(std::string_view text, const Sought& sought) {
  return pieces(text, places(text), {0, text.size()}, sought);
}

std::vector<Piece> snippet(std::string_view raw, const Sought& sought, std::size_t length) {
  const auto text = one_line(raw);
  auto words = places(text);
  std::erase_if(words, [&](const Place& word) { return at(text, word) == "·"; });  // ours, between lines
  if (words.empty()) return {};
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (matches_at(text, words[i], sought)) {
      first = i;
      break;
    }
  const auto window = window_of(text, words, first, length);
  auto out = pieces(text, words, window, sought);
  if (window.from > 0) out.insert(out.begin(), {"… ", false});
  if (window.to < text.size()) out.push_back({" …", false});
  return out;
}

}  // namespace alianza::search
