#pragma once
// What the page of results holds; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/search/search.h"

namespace alianza::searches::views {

namespace fv = feature::views;

/// A text in pieces, the ones that match marked.
struct Marked {
  std::vector<search::Piece> pieces;
};
void render(const Marked& page, html::Out& out);

struct HitRow {
  http::Url url{"/"};
  Marked title;
  std::string title_lang;
  Marked snippet;
  std::string snippet_lang;
};
struct HitGroup {
  std::string anchor;
  Message heading;
  std::string count;  // «12», «más de 10,000»
  std::vector<HitRow> rows;
  std::optional<http::Url> all;  // when there are more than shown
  Message all_words;
};
void render(const HitGroup& page, html::Out& out);

struct KindLink {
  Message title;
  std::string count;
  http::Url url{"/"};
  bool current = false;
  std::string_view classes() const { return current ? "btn btn-sm btn-primary" : "btn btn-sm"; }
};

struct Results {
  fv::Shell shell;
  html::SearchBox search;
  std::string asked;  // what was looked for; empty: nothing yet
  bool is_complete = true;
  std::vector<KindLink> kinds;  // "everything" first
  std::vector<HitGroup> groups;
  std::optional<http::Url> first;  // of a kind that is read page by page
  std::optional<http::Url> next;
  http::Url directory{"/"};
};
void render(const Results& page, html::Out& out);

}  // namespace alianza::searches::views

namespace alianza::searches {

/// /alliances/{alliance}/search
void add_pages(feature::Site& site);

}  // namespace alianza::searches
