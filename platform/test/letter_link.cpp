#include "platform/test/letter_link.h"

#include <regex>

namespace alianza::test {

std::optional<std::string> letter_link(const std::string& text, std::string_view pages) {
  const std::regex address("https?://[^/\\s]+((?:/en)?/(?:" + std::string(pages) + ")/[A-Za-z0-9_-]{43})");
  std::smatch found;
  if (!std::regex_search(text, found, address)) return std::nullopt;
  return found[1];
}

}  // namespace alianza::test
