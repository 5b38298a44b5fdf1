#pragma once
// What the pages of duties hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/duties/duties.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::duties::views {

namespace fv = feature::views;
using fv::Icon;

struct Row {
  http::Url url{"/"};
  std::string what;
  Message kind;
  std::string owner;
  bool has_left = false;  // the owner does not convene any more
  Date due;
  bool late = false;
  html::Badge state;
};
/// What the program knows to be owed, beside a kind.
struct Signal {
  Message kind;
  Message words;
  http::Url url{"/"};
};

struct Board {
  fv::Shell shell;
  html::Stats stats;
  html::FilterPanel filters{.action = http::Url("/")};
  std::vector<Signal> signals;
  std::vector<Row> rows;
  std::vector<html::Download> downloads;
  bool filtered = false;
  http::Url all{"/"};
  std::optional<http::Url> add;
};
void render(const Board& page, html::Out& out);

struct StepRow {
  std::string at;
  Message state;
  std::string by;
  std::string owner;
  Date due;
  std::string note;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Row row;
  std::string detail;
  std::int64_t every_months = 0;
  std::optional<http::Url> edit;
  std::optional<html::Form> close;
  std::optional<html::Form> cancel;
  std::optional<html::Form> reopen;
  std::vector<StepRow> steps;  // newest first
};
void render(const Show& page, html::Out& out);

/// On the first page, for the offices of the agency.
struct Entrance {
  http::Url url{"/"};
};
void render(const Entrance& page, html::Out& out);

}  // namespace alianza::duties::views

namespace alianza::duties {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);

}  // namespace alianza::duties
