#include "platform/html/plain_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace alianza::html {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> entities{
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}}};

std::string decoded(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto found =
        std::find_if(entities.begin(), entities.end(), [&](const auto& entity) { return text.starts_with(entity.first); });
    out += found == entities.end() ? text.front() : found->second;
    text.remove_prefix(found == entities.end() ? 1 : found->first.size());
  }
  return out;
}

bool is_one_of(std::string_view list, std::string_view word) {
  return list.find(" " + std::string(word) + " ") != std::string_view::npos;
}

/// The value of href in "a href=\"…\"", decoded.
std::string href_of(std::string_view tag) {
  constexpr std::string_view begin = "href=\"";
  const auto at = tag.find(begin);
  if (at == std::string_view::npos) return {};
  const auto rest = tag.substr(at + begin.size());
  return decoded(rest.substr(0, rest.find('"')));
}

class Writer {
 public:
  void text(std::string_view raw) {
    if (in_head_) return;
    for (const char c : decoded(raw)) {
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
        space_ = true;
      else
        put(c);
    }
  }

  void tag(std::string_view tag) {
    const bool closes = tag.starts_with('/');
    if (closes) tag.remove_prefix(1);
    const auto name = tag.substr(0, tag.find_first_of(" \n/"));
    if (name == "head") in_head_ = !closes;
    if (name == "br") line(1);
    if (name == "hr") rule();
    if (name == "li") line(1);
    if (name == "ol" || name == "ul") item_ = name == "ol" && !closes ? 1 : 0;
    if (name == "li" && !closes) begin_item();
    if (is_one_of(" p div ul ol table h1 h2 h3 ", name)) line(2);
    if (name == "a") closes ? end_link() : begin_link(tag);
  }

  std::string take() && {
    while (out_.ends_with('\n')) out_.pop_back();
    return out_ + "\n";
  }

 private:
  void put(char c) {
    if (breaks_ > 0 && !out_.empty()) out_.append(static_cast<std::size_t>(breaks_), '\n');
    if (breaks_ == 0 && space_ && !out_.empty()) out_ += ' ';
    breaks_ = 0;
    space_ = false;
    out_ += c;
  }
  void line(int breaks) { breaks_ = std::max(breaks_, breaks); }
  void rule() {
    line(2);
    for (int i = 0; i < 30; ++i) put('-');
    line(2);
  }
  void begin_item() {
    const auto mark = item_ > 0 ? std::to_string(item_++) + "." : "-";
    for (const char c : mark) put(c);
    space_ = true;
  }
  void begin_link(std::string_view tag) {
    href_ = href_of(tag);
    link_begins_ = out_.size();
  }
  void end_link() {
    const auto words = std::string_view(out_).substr(std::min(link_begins_, out_.size()));
    if (href_.empty() || words.find(href_) != std::string_view::npos) return;
    put(':');
    space_ = true;
    for (const char c : href_) put(c);
  }

  std::string out_;
  std::string href_;
  std::size_t link_begins_ = 0;
  int breaks_ = 0;
  int item_ = 0;  // of a numbered list, the next; 0: of another list
  bool space_ = false;
  bool in_head_ = false;
};

}  // namespace

std::string plain_text(std::string_view html) {
  Writer out;
  while (!html.empty()) {
    const auto open = std::min(html.find('<'), html.size());
    out.text(html.substr(0, open));
    html.remove_prefix(open);
    if (html.empty()) break;
    const auto close = std::min(html.find('>'), html.size() - 1);
    if (html.size() > 1 && html[1] != '!') out.tag(html.substr(1, close - 1));
    html.remove_prefix(close + 1);
  }
  return std::move(out).take();
}

}  // namespace alianza::html
