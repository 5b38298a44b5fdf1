#pragma once
// Pages of applications and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/applications/applications.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::applications::views {

namespace fv = feature::views;

/// /p/{slug}/join: the form, or why there is none.
struct Join {
  fv::Shell shell;
  LocalizedText alliance;
  LocalizedText agency;
  http::Url portal{"/"};
  http::Url privacy{"/privacy"};
  html::Words told;  // instead of the form
  bool is_open = false;
  html::Form form{.action = http::Url("/")};
};
void render(const Join& page, html::Out& out);

/// What the link in the letter shows.
struct Confirm {
  fv::Shell shell;
  std::string organization;
  std::string person;
  LocalizedText alliance;
  html::Words told;
  html::Words next;
  std::optional<html::ButtonForm> confirm;
  std::vector<std::string> why;  // paragraphs
};
void render(const Confirm& page, html::Out& out);

struct Tab {
  Message words;
  std::int64_t count = 0;
  http::Url url{"/"};
  bool current = false;
};
struct Row {
  http::Url url{"/"};
  std::string organization;
  Message type;
  std::string person;
  CivilTime since;
};
/// Of the secretariat.
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<Tab> tabs;
  std::vector<Row> rows;
  std::optional<http::Url> next;
  std::optional<http::Url> portal;  // where anybody asks
};
void render(const List& page, html::Out& out);

struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Application application;
  html::Badge state;
  Message type;
  std::vector<std::string> why;  // paragraphs
  CivilTime asked;
  std::optional<CivilTime> decided;
  std::string became;
  std::string proposer;
  std::optional<http::Url> organization;
  std::optional<html::Form> accept;
  std::optional<html::Form> decline;
};
void render(const Show& page, html::Out& out);

struct GuestRow {
  std::optional<http::Url> url;
  std::string organization;
  Message type;
  std::string proposer;
  CivilTime since;
  html::Badge state;
  std::string reason;
};
/// What members proposed.
struct Guests {
  fv::Shell shell;
  std::vector<GuestRow> rows;
  std::optional<http::Url> propose;
};
void render(const Guests& page, html::Out& out);
/// On the first page of the alliance, for who acts for a member.
struct GuestsEntrance {
  http::Url url{"/"};
};
void render(const GuestsEntrance& page, html::Out& out);

/// On the first page of the alliance.
struct HomePanel {
  http::Url url{"/"};
  std::int64_t pending = 0;
};
void render(const HomePanel& page, html::Out& out);

}  // namespace alianza::applications::views

namespace alianza::applications {

html::Badge badge(State state);

/// /alliances/{alliance}/applications, of the secretariat.
void add_pages(feature::Site& site);
/// /alliances/{alliance}/guests, of members and of the secretariat.
void add_guest_pages(feature::Site& site);
/// /p/{slug}/join and /applications/{link}, of anybody.
void add_public_pages(feature::Site& site);

}  // namespace alianza::applications
