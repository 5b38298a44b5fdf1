#pragma once
// What the pages of work plans hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/workplans/workplans.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"

namespace alianza::workplans::views {

namespace fv = feature::views;

/// An activity as each of the three views draws it.
struct Row {
  http::Url url{"/"};
  std::string title;
  std::string area;
  std::string owner;
  Date starts;
  Date due;
  bool late = false;
  html::Badge state;
  int progress = 0;
  std::vector<html::ButtonForm> moves;
  // Of the timeline: lengths of the drawing.
  std::string x;
  std::string width;
  std::string today_x;
  std::string drawn;  // the same in words
};
struct Group {
  std::string title;
  std::optional<http::Url> edit;
  std::vector<Row> rows;
};
struct ViewLink {
  Message title;
  http::Url url;
  bool here = false;
};
struct Plan {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string committee;
  View view = View::table;
  std::vector<ViewLink> views;
  Count count;
  bool published = false;
  std::vector<Group> groups;  // areas; of the board, states
  std::vector<html::Download> downloads;
  std::optional<http::Url> add_area;
  std::optional<http::Url> add_activity;
  std::optional<html::ButtonForm> publish;
  bool is_empty() const { return groups.empty(); }
  bool is_table() const { return view == View::table; }
  bool is_board() const { return view == View::board; }
};
void render(const Plan& page, html::Out& out);

struct MoveRow {
  std::string when;
  Message state;
  int progress = 0;
  std::string note;
};
struct ShowActivity {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Activity activity;
  html::Badge state;
  std::string area;
  std::string owner;
  bool late = false;
  std::vector<MoveRow> moves;  // newest first
  std::optional<http::Url> edit;
  std::optional<html::Form> form;
};
void render(const ShowActivity& page, html::Out& out);

/// On the page of the body.
struct Panel {
  Count count;
  std::vector<std::string> areas;
  http::Url url{"/"};
  bool published = false;
};
void render(const Panel& page, html::Out& out);

}  // namespace alianza::workplans::views

namespace alianza::workplans {

void add_pages(feature::Site& site);
void add_forms(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::workplans
