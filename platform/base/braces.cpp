#include "platform/base/braces.h"

#include <algorithm>

namespace alianza {
namespace {

constexpr std::size_t longest_word = 40;

bool is_word(std::string_view text) {
  if (text.empty() || text.size() > longest_word) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

std::optional<Braced> next_braced(std::string_view text, std::size_t from) {
  for (auto open = text.find('{', from); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const auto close = text.find_first_of("{}", open + 1);
    if (close == std::string_view::npos) return std::nullopt;
    const auto word = text.substr(open + 1, close - open - 1);
    if (text[close] == '}' && is_word(word)) return Braced{open, close + 1, word};
  }
  return std::nullopt;
}

}  // namespace alianza
