#pragma once
// What the pages of installation acts hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/installations/installations.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/pieces.h"
#include "platform/html/sdg.h"

namespace alianza::installations::views {

namespace fv = feature::views;

/// A part and where it is filled.
struct PartRow {
  Message title;
  bool stands = false;
  Message lack;  // what is missing
  std::string found;
  std::optional<html::Link> fill;
};
struct ActivityRow {
  std::string title;
  std::string owner;
  std::string dates;
};
struct AreaView {
  std::string title;
  std::vector<ActivityRow> activities;
};
/// The text of an act, or of its draft, as page and paper draw it.
struct Text {
  Record record;
  std::string day;
  std::string president_since;
  std::string secretary_since;
  std::vector<AreaView> areas;
  Message quorum;
  Message base;
  std::string rules_since;
  std::string cadence;
};
void render(const Text& page, html::Out& out);

struct EditionRow {
  int number = 0;
  http::Url url{"/"};
  std::string correction;
  std::string declared;
  bool here = false;
  bool published = false;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string committee;
  bool installed = false;
  bool reads_all = false;
  std::string installed_on;
  std::string folio;
  std::string digest;
  std::vector<PartRow> parts;
  int standing = 0;
  std::optional<Text> text;  // of the edition; none: not installed yet
  std::vector<EditionRow> editions;
  http::Url pdf{"/"};
  http::Url docx{"/"};
  std::optional<http::Url> canonical;
  std::optional<html::ButtonLink> declare;
  std::optional<html::ButtonForm> publish;
  html::Progress progress() const;
};
void render(const Show& page, html::Out& out);

struct Paper {
  Text text;
  std::string title;
  std::string declared;
  std::string check;
  std::string foot;
  bool has_logo = false;
};
void render(const Paper& page, html::Out& out);

/// On the page of the body.
struct Panel {
  std::string installed_on;  // empty: not yet
  std::string folio;
  int standing = 0;
  std::vector<Message> missing;
  http::Url url{"/"};
};
void render(const Panel& page, html::Out& out);

/// In the portal: no names of persons.
struct PublicPanel {
  std::string installed_on;
  std::string folio;
  std::string digest;
  int edition = 1;
  std::string correction;
  std::vector<std::string> areas;
};
void render(const PublicPanel& page, html::Out& out);

}  // namespace alianza::installations::views

namespace alianza::installations {

void add_pages(feature::Site& site);
void add_papers(feature::Site& site);
void add_panels(feature::Site& site);

}  // namespace alianza::installations
