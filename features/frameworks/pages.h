#pragma once
// What the pages of frameworks hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/frameworks/changes.h"
#include "features/frameworks/frameworks.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"
#include "platform/search/words.h"

namespace alianza::frameworks::views {

namespace fv = feature::views;
using fv::Icon;

struct EditionRow {
  http::Url url{"/"};
  Edition edition;
  std::optional<html::ButtonForm> shelf;
};
struct FrameworkRow {
  LocalizedText name;
  std::vector<EditionRow> editions;
};
struct AvailableRow {
  LocalizedText name;
  std::string editions;  // «2017, 2020, 2025»: those that are missing
  html::ButtonForm add;
};
struct StagedRow {
  http::Url url{"/"};
  LocalizedText name;
  std::string edition;
  std::string file;
};
struct List {
  fv::Shell shell;
  std::vector<FrameworkRow> rows;
  std::vector<AvailableRow> available;
  std::vector<StagedRow> staged;
  std::optional<http::Url> load;
};
void render(const List& page, html::Out& out);

/// On the first page of the alliance: each framework, with the edition that is offered.
struct HomePanel {
  http::Url all{"/"};
  struct Row {
    http::Url url{"/"};
    LocalizedText name;
    std::string edition;
  };
  std::vector<Row> rows;
};
void render(const HomePanel& page, html::Out& out);

/// A node in the tree with what is drawn under it.
struct Branch {
  std::optional<http::Url> url;
  std::string code;
  LocalizedText title;
  int goal = 0;
  std::vector<Branch> under;
  std::int64_t not_drawn = 0;  // below it, on its own page
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s32}; }
};
void render(const Branch& page, html::Out& out);

struct Marked {
  std::vector<search::Piece> pieces;
};
void render(const Marked& page, html::Out& out);

struct Hit {
  http::Url url{"/"};
  std::string code;
  Marked title;
  std::string title_lang;  // when it is not that of the page
  std::string path;        // «4 › 4.7»
};

struct Tab {
  std::string words;
  http::Url url{"/"};
  bool is_current = false;
};
/// Where the texts come from; under every page that shows some.
struct Credit {
  LocalizedText source;
  LocalizedText licence;
};
void render(const Credit& page, html::Out& out);

struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText name;
  Edition edition;
  std::vector<Tab> editions;
  std::optional<http::Url> compare;
  html::SearchBox search;
  std::string asked;
  std::vector<Hit> hits;
  bool is_cut = false;  // more hits than shown
  http::Url all{"/"};
  std::vector<Branch> tree;
  std::vector<html::Download> downloads;
  Credit credit;
};
void render(const Show& page, html::Out& out);

struct InEdition {
  http::Url url{"/"};
  std::string edition;
  std::string code;
  Message state;  // «el mismo texto»
  bool is_this = false;
};
struct NodePage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Node node;
  Message level;  // empty: the word of the file
  std::string edition;
  int goal = 0;
  std::string weight;
  std::vector<Tab> same;  // other places where the same one is listed
  std::vector<InEdition> editions;
  std::vector<Branch> under;
  Credit credit;
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s40}; }
};
void render(const NodePage& page, html::Out& out);

struct ChangeRow {
  std::optional<http::Url> url;
  std::string code;
  std::string former;  // code before, when it was another
  LocalizedText before;
  LocalizedText after;
};
struct ChangeGroup {
  ChangeKind kind = ChangeKind::added;
  std::vector<ChangeRow> rows;
};
struct Compare {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string from;
  std::string to;
  std::vector<Tab> pairs;
  std::vector<ChangeGroup> groups;
  std::vector<Credit> credits;
};
void render(const Compare& page, html::Out& out);

struct ProblemRow {
  std::int64_t row = 0;
  Message column;
  std::string said;
  Message message;
};
struct LoadPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText name;
  std::string code;
  std::string file;
  Message state;
  Credit credit;
  std::vector<std::string> unread;
  std::string encoding;  // when it is not UTF-8: letters may be wrong
  std::int64_t rows = 0;
  std::int64_t wrong = 0;
  std::vector<ProblemRow> problems;
  std::int64_t more_problems = 0;
  struct Draft {
    std::string edition;
    std::int64_t nodes = 0;
    std::vector<Branch> tree;
  };
  std::vector<Draft> editions;
  std::optional<html::ButtonForm> load;
  std::optional<html::ButtonForm> load_good;
  std::optional<html::ButtonForm> discard;
};
void render(const LoadPage& page, html::Out& out);

}  // namespace alianza::frameworks::views

namespace alianza::frameworks {

void add_pages(feature::Site& site);
void add_load_pages(feature::Site& site);

}  // namespace alianza::frameworks
