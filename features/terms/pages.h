#pragma once
// What the pages of the glossary hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/terms/terms.h"
#include "platform/feature/form.h"

namespace alianza::terms::views {

namespace fv = feature::views;
using fv::Icon;

struct Row {
  http::Url url{"/"};
  LocalizedText name;
  LocalizedText definition;
  LocalizedText source;
};
struct List {
  fv::Shell shell;
  std::vector<Row> rows;
  std::optional<http::Url> define;
  std::optional<http::Url> portal;
  std::optional<http::Url> first;  // of a later page of the list
  std::optional<http::Url> next;
};
void render(const List& page, html::Out& out);

struct VersionView {
  Version version;
  Date recorded_on;
  std::optional<http::Url> meeting;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Term term;
  Message place;  // empty: nowhere
  std::vector<VersionView> versions;
  std::optional<http::Url> redefine;
};
void render(const Show& page, html::Out& out);

}  // namespace alianza::terms::views

namespace alianza::terms {

void add_pages(feature::Site& site);

}  // namespace alianza::terms
