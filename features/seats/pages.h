#pragma once
// Pages of seats and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/seats/seats.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::seats::views {

namespace fv = feature::views;

struct HolderRow {
  std::string name;
  std::string email;
  html::Words role;
  Date since;
  std::optional<Date> until;
  std::optional<http::Url> end;
};
struct OfferRow {
  std::string name;
  std::string email;
  html::Words role;
  CivilTime sent;
  bool is_over = false;
  std::optional<html::ButtonForm> again;
  std::optional<html::ButtonForm> withdraw;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<HolderRow> present;
  std::vector<HolderRow> past;
  std::vector<OfferRow> offers;
  bool may_offer = false;
  bool has_contacts = false;
  std::optional<http::Url> contacts;  // where one is added
  html::Form form{.action = http::Url("/")};
};
void render(const List& page, html::Out& out);

/// On the page of an organisation.
struct Panel {
  std::vector<HolderRow> present;
  std::size_t waiting = 0;
  http::Url url{"/"};
};
void render(const Panel& page, html::Out& out);

/// What the link of an offer shows to whoever opens it.
struct Arrive {
  fv::Shell shell;
  std::string organization;
  std::string person;
  std::string email;
  html::Words role;
  LocalizedText alliance;
  html::Words told;
  html::Words next;
  bool is_open = false;
  html::Form form{.action = http::Url("/")};
};
void render(const Arrive& page, html::Out& out);

}  // namespace alianza::seats::views

namespace alianza::seats {

/// /alliances/{alliance}/organizations/{organization}/seats, and the panel on the organisation's page.
void add_pages(feature::Site& site);
/// /seats/{link}, of anybody who holds it.
void add_link_pages(feature::Site& site);

}  // namespace alianza::seats
