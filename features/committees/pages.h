#pragma once
// What the pages of committees hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/committees/committees.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::committees::views {

namespace fv = feature::views;
using fv::Icon;
using html::SdgTile;
using html::TileSize;

inline SdgTile tile_of(int sdg, TileSize size) {
  SdgTile tile;
  tile.number = sdg;
  tile.size = size;
  return tile;
}

/// A person or institution in office.
struct Holder {
  Message office;
  std::string name;
  std::string organization;  // name; empty: none
  Date since;
  std::string initials() const { return feature::initials(name); }
};

struct ListRow {
  http::Url url{"/"};
  int sdg = 0;
  LocalizedText name;
  LocalizedText purpose;
  int members = 0;
  std::vector<Holder> holders;
  bool dissolved = false;
  html::Safe next;  // what the feature of meetings has to say of it
  SdgTile tile() const { return tile_of(sdg, TileSize::s32); }
};
struct ListGroup {
  Kind kind = Kind::committee;
  std::vector<ListRow> rows;
};
/// The bodies of an alliance, by kind.
struct List {
  fv::Shell shell;
  int total = 0;
  int organizations = 0;  // in one committee or more
  std::vector<ListGroup> groups;
  std::vector<html::Download> downloads;
  std::optional<http::Url> found;
};
void render(const List& page, html::Out& out);

struct MemberRow {
  std::string name;
  Message type;
  http::Url url{"/"};
  std::optional<Date> since;
  std::optional<Date> until;
  std::string reason;
  std::optional<http::Url> end;
};
struct AppointmentRow {
  Message office;
  std::string name;
  std::string organization;
  Date since;
  std::optional<Date> until;
  std::string document;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Committee committee;
  int quorum = 0;
  std::vector<Holder> holders;
  std::vector<MemberRow> members;
  std::vector<MemberRow> past;
  std::vector<AppointmentRow> appointments;
  html::Safe panels;
  std::optional<http::Url> edit;
  std::optional<http::Url> add_member;
  std::optional<http::Url> appoint;
  http::Url rules{"/"};
  http::Url succession{"/"};
  std::vector<Message> vacant;  // «Sin presidencia desde el …»
  Message quorum_words;
  SdgTile tile() const { return tile_of(committee.sdg, TileSize::s64); }
};
void render(const Show& page, html::Out& out);

/// The rules of a body: what holds on a day, and every edition.
struct RulesPage {
  struct Edition {
    int number = 0;
    Date since;
    Message quorum;
    Message base;
    LocalizedText text;
    std::string basis;
    bool holds = false;  // on the day asked about
  };
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string committee;
  Date day;
  http::Url here{"/"};
  std::vector<Edition> editions;  // newest first
  std::optional<http::Url> change;
};
void render(const RulesPage& page, html::Out& out);

/// Who held an office, and the days nobody did: the newest first.
struct SuccessionPage {
  struct Row {
    std::string name;  // empty: nobody
    std::string organization;
    Date since;
    std::optional<Date> until;
    std::string document;
    std::string end_reason;
    std::optional<http::Url> end;
  };
  struct Office {
    Message title;
    html::TimePlot plot;
    std::vector<Row> rows;
    bool has_plot() const { return !plot.marks.empty(); }
  };
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string committee;
  std::vector<Office> offices;
  std::optional<http::Url> appoint;
};
void render(const SuccessionPage& page, html::Out& out);

/// A field that somebody else saved meanwhile: what stands now, what was typed.
struct Difference {
  html::Words label;
  std::string stored;
  std::string typed;
};
struct Edit {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::vector<Difference> differences;
  html::Form form{.action = http::Url("/")};
};
void render(const Edit& page, html::Out& out);

/// On the page of an organisation: where it takes part.
struct MembershipRow {
  http::Url url{"/"};
  int sdg = 0;
  LocalizedText committee;
  Message role;
  std::optional<Date> since;
  std::optional<Date> until;
  SdgTile tile() const { return tile_of(sdg, TileSize::s24); }
};
struct OrganizationPanel {
  std::vector<MembershipRow> rows;
};
void render(const OrganizationPanel& page, html::Out& out);

}  // namespace alianza::committees::views

namespace alianza::committees {

inline http::Url committee_url(membership::AllianceId alliance, CommitteeId id) {
  return http::Url("/alliances/{}/committees/{}", alliance, id);
}

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_member_pages(feature::Site& site);
void add_rules_pages(feature::Site& site);
void add_succession_pages(feature::Site& site);
/// «Más del 50 % de sus organizaciones», «Al menos 7 organizaciones», «Sin quórum acordado».
Message quorum_words(const Rules& rules);

}  // namespace alianza::committees
