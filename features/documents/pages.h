#pragma once
// What the pages of documents hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/documents/documents.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/page.h"

namespace alianza::document::views {

namespace fv = feature::views;
using fv::Icon;
using html::Badge;

/// A document as lists and panels show it.
struct Row {
  http::Url url{"/"};
  std::string title;
  Message kind;
  std::string author;
  std::string body;  // the committee, or «toda la alianza»
  Date on;
  Badge level;
  int versions = 1;
};
/// The list of an alliance's documents.
struct List {
  fv::Shell shell;
  std::optional<http::Url> add;
  html::SearchBox search{.action = http::Url("/")};
  html::FilterPanel filters{.action = http::Url("/")};
  html::FilterChips chips{{}, http::Url("/")};
  html::ListBar bar{.action = http::Url("/")};
  std::vector<Row> rows;
  std::optional<html::EmptyState> empty;
  html::Paging paging;
  bool paged = false;
  html::Safe panels;  // of features above
};
void render(const List& page, html::Out& out);

struct VersionRow {
  int number = 1;
  std::optional<http::Url> file;  // none of a withdrawn document, for who only reads it
  std::string name;
  Message type;
  std::string size;
  std::string note;
  Message reading;  // what became of its text
  std::string digest;
  std::string by;
  std::string at;
  Message download;  // «Descargar la versión 2», for who does not see the row
};
struct Elsewhere {
  http::Url url{"/"};
  std::string title;
};
/// One document with its versions.
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Row row;
  Message who_reads;
  std::string added;      // «Lo agregó Clara Ibarra, 2 mar 2026, 10:02»
  std::string withdrawn;  // «Retirado por …», with the reason below
  std::string reason;
  std::vector<VersionRow> versions;
  std::vector<Elsewhere> twins;
  std::optional<http::Url> add_version;
  std::optional<http::Url> edit;
  std::optional<http::Url> withdraw;
};
void render(const Show& page, html::Out& out);

/// Under a committee: its newest documents.
struct CommitteePanel {
  std::vector<Row> rows;
  http::Url all{"/"};
  std::optional<http::Url> add;
};
void render(const CommitteePanel& page, html::Out& out);

}  // namespace alianza::document::views

namespace alianza::document {

void add_pages(feature::Site& site);
void add_show_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::document
