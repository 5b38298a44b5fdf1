#pragma once
// What the pages of agencies hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/agencies/actions.h"
#include "platform/feature/form.h"

namespace alianza::agencies::views {

namespace fv = feature::views;
using fv::Icon;

struct IndexRow {
  http::Url url;
  LocalizedText name;
  std::string short_name;
};
struct Index {
  fv::Shell shell;
  std::vector<IndexRow> agencies;
  std::optional<http::Url> create;
};
void render(const Index& page, html::Out& out);

struct PersonRow {
  std::string name;
  std::string email;
  Message role;
  Date since;
  std::optional<Date> until;
  std::string reason;
  bool in_office = false;
  std::optional<http::Url> end;
  bool has_factor = false;
  std::optional<http::Url> reset_factor;
};
struct Page {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Agency agency;
  html::Words country;  // as people say them
  html::Words zone;
  std::optional<http::Url> logo;
  std::vector<PersonRow> people;
  std::vector<Unit> units;
  std::optional<http::Url> edit;
  std::optional<http::Url> appoint;
  std::optional<http::Url> set_logo;
  std::optional<http::Url> privacy;
  std::optional<http::Url> second_factor;
};
void render(const Page& page, html::Out& out);

}  // namespace alianza::agencies::views

namespace alianza::agencies {

void add_pages(feature::Site& site);
/// Who signs in with a second factor, and who lost theirs.
void add_security_pages(feature::Site& site);
/// Identity that every page and document may ask for: /brand/{slug}.css and /brand/{slug}/logo. Public.
void add_brand_routes(feature::Site& site);

}  // namespace alianza::agencies
