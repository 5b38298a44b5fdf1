#pragma once
// What the pages of case files hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/case_files/case_files.h"
#include "platform/feature/form.h"
#include "platform/html/page.h"
#include "platform/html/pieces.h"

namespace alianza::case_files::views {

namespace fv = feature::views;
using fv::Icon;
using html::Badge;

struct Row {
  http::Url url{"/"};
  std::string title;  // of the whole alliance, or the committee
  std::string asked;  // «2 mar 2026, 10:02»
  Badge state;
};
/// A person's own, and the form that asks for one.
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  html::Form ask{.action = http::Url("/")};
  std::vector<Row> rows;
};
void render(const List& page, html::Out& out);

/// One: being made, ready, or gone.
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string asked;
  Badge state;
  http::Url here{"/"};
  bool working = false;
  bool stalled = false;
  std::int64_t done = 0;
  std::int64_t total = 0;
  std::optional<http::Url> file;
  std::string about;    // «12 archivos, 1.2 MB»
  std::string digest;   // of the archive
  std::string expires;  // until when it can be fetched, or since when it cannot
  std::optional<html::ButtonForm> stop;
  std::optional<html::ButtonForm> again;
};
void render(const Show& page, html::Out& out);

/// On the list of documents and on a committee: the way here.
struct Entrance {
  http::Url url{"/"};
};
void render(const Entrance& page, html::Out& out);

}  // namespace alianza::case_files::views

namespace alianza::case_files {

void add_pages(feature::Site& site);
/// index.html of an archive: a page by itself, without style or script.
std::string draw_index(const Content& content);

}  // namespace alianza::case_files
