#pragma once
// What the pages of join preferences hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/preferences/preferences.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"

namespace alianza::preferences::views {

namespace fv = feature::views;

struct BodyRow {
  http::Url url{"/"};
  std::string name;
  int first = 0;
  int other = 0;
  int total = 0;
  int members = 0;
};
struct OrganizationRow {
  http::Url url{"/"};
  std::string name;
  std::vector<std::string> choices;  // in order
  std::string note;
  std::vector<std::string> memberships;
  std::optional<http::Url> state;
  std::optional<http::Url> assign;
};
struct List {
  fv::Shell shell;
  fv::Crumbs crumbs;
  bool all = false;
  std::vector<BodyRow> bodies;
  std::vector<OrganizationRow> rows;
};
void render(const List& page, html::Out& out);

/// On the page of an organisation.
struct OrganizationPanel {
  std::vector<std::string> choices;
  std::optional<http::Url> state;
  http::Url all{"/"};
};
void render(const OrganizationPanel& page, html::Out& out);

/// On the page of a body, for the agency.
struct CommitteePanel {
  int first = 0;
  int total = 0;
  http::Url all{"/"};
};
void render(const CommitteePanel& page, html::Out& out);

}  // namespace alianza::preferences::views

namespace alianza::preferences {

void add_pages(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::preferences
