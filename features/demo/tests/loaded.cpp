#include "features/demo/tests/loaded.h"

#include <deque>
#include <regex>

namespace alianza::demo {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

}  // namespace

std::string words_of(const std::string& html) {
  static const std::regex unread("<(script|style)[^>]*>[^]*?</\\1>", std::regex::icase);
  static const std::regex tag("<[^>]*>");
  static const std::regex space("[ \\t\\r\\n]+");
  auto text = std::regex_replace(std::regex_replace(html, unread, " "), tag, " ");
  replace_all(text, "&gt;", ">");
  replace_all(text, "&lt;", "<");
  replace_all(text, "&quot;", "\"");
  replace_all(text, "&#39;", "'");
  replace_all(text, "\xC2\xA0", " ");      // no-break space
  replace_all(text, "\xE2\x80\xAF", " ");  // narrow no-break space
  replace_all(text, "&amp;", "&");
  return std::regex_replace(text, space, " ");
}

std::map<std::string, std::string> pages_below(http::TestClient& client, const std::string& root) {
  static const std::regex link("href=\"([^\"#?]*)");
  std::map<std::string, std::string> out;
  std::deque<std::string> todo{root};
  while (!todo.empty()) {
    const auto path = todo.front();
    todo.pop_front();
    if (out.contains(path)) continue;
    const auto answer = client.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    out[path] = answer.body;
    for (std::sregex_iterator it(answer.body.begin(), answer.body.end(), link), end; it != end; ++it) {
      const auto next = (*it)[1].str();
      const bool file = next.find("/data/") != std::string::npos || next.find('.', next.rfind('/')) != std::string::npos;
      if ((next == root || next.starts_with(root + "/")) && !file && !out.contains(next)) todo.push_back(next);
    }
  }
  return out;
}

}  // namespace alianza::demo
