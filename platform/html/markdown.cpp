#include "platform/html/markdown.h"

#include <cmark.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace alianza::html {
namespace {

struct Free {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iter) const { cmark_iter_free(iter); }
  void operator()(char* text) const { cmark_get_default_mem_allocator()->free(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// Control characters as everywhere else on a page: U+FFFD.
std::string shown(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F)
      out += "\uFFFD";
    else
      out += c;
  }
  return out;
}

bool leads_somewhere(const char* url) {
  const std::string_view address = url == nullptr ? "" : url;
  const auto begins = [&](std::string_view with) {
    return address.size() >= with.size() && std::equal(with.begin(), with.end(), address.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
  };
  if (begins("http://") || begins("https://") || begins("mailto:")) return true;
  return begins("/") && !begins("//") && !begins("/\\");
}

cmark_node* words(const char* literal) {
  auto* text = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(text, literal == nullptr ? "" : literal);
  return text;
}

void put_instead(cmark_node* old, cmark_node* by) {
  cmark_node_replace(old, by);
  cmark_node_free(old);
}

/// The children of `from` go before it, and it goes.
void unwrap(cmark_node* from) {
  while (auto* child = cmark_node_first_child(from)) cmark_node_insert_before(from, child);
  cmark_node_free(from);
}

void picture_to_link(cmark_node* image) {
  auto* link = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(link, cmark_node_get_url(image));
  while (auto* child = cmark_node_first_child(image)) cmark_node_append_child(link, child);
  if (cmark_node_first_child(link) == nullptr) cmark_node_append_child(link, words(cmark_node_get_url(image)));
  put_instead(image, link);
}

void mend(cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK: {
      auto* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
      std::string typed = cmark_node_get_literal(node);
      while (typed.ends_with('\n')) typed.pop_back();
      cmark_node_append_child(paragraph, words(typed.c_str()));
      return put_instead(node, paragraph);
    }
    case CMARK_NODE_HTML_INLINE: return put_instead(node, words(cmark_node_get_literal(node)));
    case CMARK_NODE_LINK:
      if (!leads_somewhere(cmark_node_get_url(node))) unwrap(node);
      return;
    case CMARK_NODE_IMAGE: leads_somewhere(cmark_node_get_url(node)) ? picture_to_link(node) : unwrap(node); return;
    default: return;
  }
}

/// Headings go as deep as they stand below one another, from <h2> on: the page has its own first one, and a text that begins with
/// «##» or leaps over a level still reads as an outline.
void put_in_outline(const std::vector<cmark_node*>& nodes) {
  std::vector<int> above;  // the levels, as typed, of the headings that a next one may stand under
  for (auto* node : nodes) {
    if (cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
    const int typed = cmark_node_get_heading_level(node);
    while (!above.empty() && above.back() >= typed) above.pop_back();
    cmark_node_set_heading_level(node, std::min(2 + static_cast<int>(above.size()), 6));
    above.push_back(typed);
  }
}

/// cmark writes void elements as XML does.
void as_html(std::string& markup) {
  for (const std::string_view element : {"<br />", "<hr />"})
    for (auto at = markup.find(element); at != std::string::npos; at = markup.find(element, at))
      markup.replace(at, element.size(), std::string(element.substr(0, 3)) + ">");
}

}  // namespace

Safe markdown(std::string_view text) {
  const auto clean = shown(text);
  const Owned<cmark_node> document(cmark_parse_document(clean.data(), clean.size(), CMARK_OPT_VALIDATE_UTF8));
  // Children before what holds them, so that a link in a picture's words is mended before it moves.
  std::vector<cmark_node*> nodes;
  const Owned<cmark_iter> walk(cmark_iter_new(document.get()));
  for (auto event = cmark_iter_next(walk.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(walk.get())) {
    auto* node = cmark_iter_get_node(walk.get());
    // A leaf has no exit.
    const bool leaf = event == CMARK_EVENT_ENTER &&
                      (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK || cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE);
    if (leaf || event == CMARK_EVENT_EXIT) nodes.push_back(node);
  }
  put_in_outline(nodes);
  for (auto* node : nodes) mend(node);
  const Owned<char> drawn(cmark_render_html(document.get(), CMARK_OPT_DEFAULT));
  std::string markup(drawn.get());
  as_html(markup);
  return drawn_before(std::move(markup));
}

}  // namespace alianza::html
