#pragma once
// What the pages of imports hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/imports/actions.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::imports::views {

namespace fv = feature::views;
using fv::Icon;

struct ListRow {
  http::Url url{"/"};
  std::string file;
  std::string by;
  CivilTime at;
  Message state;
  const char* look = "badge-info";
};
/// The imports of an agency.
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  http::Url add{"/"};
  http::Url sheet{"/"};  // to be filled in
  std::vector<ListRow> rows;
  std::optional<http::Url> older;
};
void render(const List& page, html::Out& out);

/// A number of the preview or the result, which leads to its rows.
struct Tally {
  Message words;
  std::int64_t count = 0;
  http::Url url{"/"};
  bool current = false;
};
struct ChangeRow {
  html::Words label;
  std::string before;
  std::string after;
};
struct ErrorRow {
  html::Words column;  // as the sheet calls it, or what it lacks; empty: the whole row
  std::string said;    // what stands there
  Message text;
};
struct SheetRow {
  std::int64_t number = 0;
  std::string name;
  std::optional<http::Url> url;  // of the organisation
  Message what;
  const char* look = "badge-info";
  std::vector<ErrorRow> errors;
  std::vector<ErrorRow> warnings;
  std::vector<ChangeRow> changes;
  std::string more_changes;  // «y 4 datos más»
  std::string twin;
  std::optional<http::Url> edit;
};
/// How far its job is.
struct Advance {
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known
  bool stalled = false;
};
void render(const Advance& page, html::Out& out);

/// One import: while it is at work, before it is applied, and after.
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string about;  // file, sheet, who, when
  Message state;
  const char* look = "badge-info";
  http::Url here{"/"};
  bool working = false;
  Advance advance;
  std::optional<http::Url> events;  // that tell how it goes on
  Message problem;
  std::string same_file;  // when the same file was imported before
  http::Url same_file_url{"/"};
  std::vector<std::string> unread;  // heads that nothing stands for
  Message plan;                     // how many are applied
  std::vector<Message> kept;        // how many are not, and why; what was done
  Message forgotten;                // since when its rows say no more than names
  std::vector<Tally> tallies;
  std::vector<SheetRow> rows;
  std::optional<http::Url> next;
  std::optional<http::Url> next_wrong;  // the first row with errors
  std::optional<http::Url> choose;      // the rows can be ticked
  bool is_omitted = false;              // the list is of those that were left out
  std::string show;
  std::string after;
  std::optional<html::Form> meanings;
  std::optional<http::Url> columns;
  std::optional<http::Url> errors;
  std::optional<html::Form> apply;
  std::optional<http::Url> undo;
  std::optional<html::ButtonForm> stop;
  std::optional<html::ButtonForm> resume;
  std::optional<html::ButtonForm> discard;
};
void render(const Show& page, html::Out& out);

/// One row, with everything its organisation may have.
struct RowPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string about;
  http::Url back{"/"};
  std::optional<http::Url> next_wrong;
  std::vector<Message> problems;  // of the whole row
  html::Form form{.action = http::Url("/")};
};
void render(const RowPage& page, html::Out& out);

/// A sheet to send, and one to fill in.
struct NewPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  http::Url template_xlsx{"/"};
  http::Url template_csv{"/"};
  html::Form form{.action = http::Url("/")};
};
void render(const NewPage& page, html::Out& out);

/// Where the directory is empty.
struct FirstImport {
  http::Url url{"/"};
  http::Url sheet{"/"};
};
void render(const FirstImport& page, html::Out& out);

/// On the first page of an alliance in which nobody takes part yet, for who convenes.
struct FirstStep {
  FirstImport import;
  http::Url add{"/"};
  http::Url directory{"/"};
  std::int64_t known = 0;  // organisations in the directory: then the letters come next
  http::Url invite{"/"};
  http::Url letter{"/"};  // the adherence's text
};
void render(const FirstStep& page, html::Out& out);

/// On the page of the directory.
struct Entrance {
  http::Url url{"/"};
};
void render(const Entrance& page, html::Out& out);

}  // namespace alianza::imports::views

namespace alianza::imports {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_row_pages(feature::Site& site);
void add_template_pages(feature::Site& site);

}  // namespace alianza::imports
