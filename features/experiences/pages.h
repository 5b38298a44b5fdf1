#pragma once
// What the pages of experiences hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/experiences/experiences.h"
#include "features/portal/shell.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::experiences::views {

namespace fv = feature::views;
using fv::Icon;

struct Row {
  http::Url url{"/"};
  LocalizedText title;
  std::string organization;
  LocalizedText committee;
  std::string sector;
  html::SdgTiles sdgs;
  std::optional<html::Badge> state;  // only inside the alliance
};
struct Rows {
  std::vector<Row> rows;
};
void render(const Rows& page, html::Out& out);

struct List {
  fv::Shell shell;
  html::FilterPanel filters{.action = http::Url("/")};
  Rows list;
  bool filtered = false;
  http::Url all{"/"};  // without filters
  std::vector<html::Download> downloads;
  std::optional<http::Url> propose;
  std::optional<http::Url> first;  // of a later page of the list
  std::optional<http::Url> next;
};
void render(const List& page, html::Out& out);

/// One experience, told; inside and in the portal alike.
struct Story {
  Experience experience;
  std::string organization;
  LocalizedText committee;
  std::string sector;
  html::SdgTiles sdgs;
  std::string_view sign() const { return meetings::sign(experience.qualifier); }
  Message words() const { return meetings::label(experience.qualifier); }
  bool is_exact() const { return experience.qualifier == Qualifier::exact; }
};
void render(const Story& page, html::Out& out);

struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Story story;
  html::Badge state;
  std::optional<http::Url> portal;
  std::optional<http::Url> edit;
  std::optional<http::Url> withdraw;
  std::optional<html::ButtonForm> publish;
};
void render(const Show& page, html::Out& out);

struct PublicList {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  html::FilterPanel filters{.action = http::Url("/")};
  Rows list;
  bool filtered = false;
  http::Url all{"/"};
  std::vector<html::Download> downloads;
  std::optional<http::Url> first;  // of a later page of the list
  std::optional<http::Url> next;
};
void render(const PublicList& page, html::Out& out);
struct PublicShow {
  portal::views::Frame frame;
  fv::Crumbs crumbs;
  Story story;
};
void render(const PublicShow& page, html::Out& out);
/// On the alliance's first public page.
struct Newest {
  Rows list;
  http::Url all{"/"};
};
void render(const Newest& page, html::Out& out);

}  // namespace alianza::experiences::views

namespace alianza::experiences {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_public_pages(feature::Site& site);

}  // namespace alianza::experiences
