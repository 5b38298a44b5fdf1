#pragma once
// What the pages of engagements hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/engagements/engagements.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::engagements::views {

namespace fv = feature::views;
using fv::Icon;

struct CountRow {
  Message kind;
  http::Url url{"/"};
  KindCount n;
};
struct Row {
  http::Url url{"/"};
  LocalizedText title;
  Message kind;
  std::string days;
  std::int64_t organizations = 0;
  std::int64_t people = 0;
  html::Badge state;
};
struct List {
  fv::Shell shell;
  std::vector<CountRow> counts;
  bool counted = false;  // there is something to count
  html::FilterPanel filters{.action = http::Url("/")};
  std::vector<Row> rows;
  std::vector<html::Download> downloads;
  bool filtered = false;
  http::Url all{"/"};
  std::optional<http::Url> open;
};
void render(const List& page, html::Out& out);

struct JoinRow {
  http::Url url{"/"};
  std::string organization;
  std::int64_t people = 0;
  std::string note;
  Date joined;
  std::optional<Date> left;
  std::optional<html::ButtonForm> leave;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Engagement engagement;
  html::Badge state;
  std::string days;
  std::int64_t organizations = 0;  // in it now
  bool is_full = false;
  std::optional<http::Url> edit;
  std::optional<html::Form> join;
  std::optional<html::Form> close;
  std::optional<html::Form> cancel;
  std::vector<JoinRow> joins;
};
void render(const Show& page, html::Out& out);

}  // namespace alianza::engagements::views

namespace alianza::engagements {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);

}  // namespace alianza::engagements
