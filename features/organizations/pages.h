#pragma once
// What the pages of organisations hold; views/*.html draw it.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "features/organizations/contributions.h"
#include "features/organizations/listing.h"
#include "features/organizations/merges.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::organizations::views {

namespace fv = feature::views;
using html::SdgBitsTiles;
using html::SdgTiles;
using html::TileSize;

/// One of the formats of a download of the picked rows.
struct PickedDownload {
  std::string format;
  http::Url url;
};
/// The bar over the rows: acts of the list and of other features ("directory_selection"), each the button of one form.
struct Selection {
  http::Url action;
  std::vector<std::pair<std::string, std::string>> kept;  // filters and order of the address
  bool all = false;                                       // every row that the address asks for, on this page or not
  std::string count = {};
  http::Url pick_all{"/"};
  http::Url pick_none{"/"};
  Message pick_all_words = {};
  std::vector<PickedDownload> downloads = {};
  html::Safe acts = {};
};
void render(const Selection& page, html::Out& out);

struct List {
  fv::Shell shell;
  bool whole_directory = false;
  std::int64_t everything = 0;
  std::int64_t taking_part = 0;
  std::string everything_text;
  std::string taking_part_text;
  html::SearchBox search;
  html::FilterChips chips;
  std::optional<html::Notice> not_understood;  // filters of the address that do not apply
  html::ListBar bar;
  std::optional<Selection> selection;
  html::SortHeader by_name;
  std::vector<ListedOrganization> rows;
  html::Paging paging;
  std::optional<html::EmptyState> empty;
  std::optional<http::Url> add;
  html::Safe acts;        // of other features, for who may register
  html::Safe first_acts;  // the same, while the directory is empty
  std::optional<http::Url> duplicates;
  bool picks_rows() const { return selection && !selection->all; }
  html::UrlBelow address_of(std::string_view id) const { return {bar.action, id}; }
  /// «Construcción · Ciudad de México»: sector and place.
  std::string detail_of(const ListedOrganization& row) const;
};
void render(const List& page, html::Out& out);

/// Cells of a row that say one of few things. Each is drawn once in a language: a page has dozens.
struct TypeCell {
  OrganizationType type;
  Size size;
};
void render(const TypeCell& page, html::Out& out);
struct StatusCell {
  std::optional<html::Badge> badge;  // none: takes no part
};
void render(const StatusCell& page, html::Out& out);
const html::Safe& drawn_type(OrganizationType type, Size size, Lang lang);
const html::Safe& drawn_status(std::optional<Status> status, Lang lang);

/// Every filter of the list, on a page of its own: the list stays light.
struct Filters {
  fv::Shell shell;
  fv::Crumbs crumbs;
  html::FilterPanel panel;
  http::Url clear{"/"};
};
void render(const Filters& page, html::Out& out);

struct TypeLink {
  http::Url url{"/"};
  Message type;
  Message hint;
};
/// The first step of a new organisation: its type decides what is asked.
struct Types {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<TypeLink> types;
};
void render(const Types& page, html::Out& out);

/// A field that somebody else saved meanwhile: what stands now, what was typed.
struct Changed {
  Message label;
  std::string stored;
  std::string typed;
};
struct Edit {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string intro;
  std::vector<Changed> conflicts;
  html::Form form{.action = http::Url("/")};
};
void render(const Edit& page, html::Out& out);

struct Fact {
  Message name;
  std::string text;
};
struct MoneyRow {
  Message kind;
  std::string measure;    // «2 aportes»
  std::string delivered;  // "$1,320,000"
  std::string committed;  // "$2,400,000 MXN"
  std::string length;     // of the bar, as SVG
  std::string title;
};
struct ContactRow {
  std::string name;
  std::string position;
  std::string email;
  std::string phone;
  Message role;
  Date since;
  std::optional<Date> until;
  std::optional<http::Url> edit;
  std::optional<http::Url> end;
  http::Url mail() const;
};
struct ParticipationRow {
  Message status;
  Date since;
  std::optional<Date> until;
  std::string reason;
};
struct Act {
  Message words;
  http::Url url{"/"};
};
struct HistoryRow {
  CivilTime at;
  Message what;
  std::string by;
  std::vector<Changed> changes;
};
struct DuplicateRow {
  int score = 0;
  std::string first;
  std::string second;
  http::Url first_url{"/"};
  http::Url second_url{"/"};
  std::vector<Message> evidence;
  http::Url merge{"/"};
  http::Url dismiss{"/"};
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string name;
  std::vector<html::Badge> badges;
  std::vector<Fact> facts;
  std::vector<Act> acts;
  LocalizedText description;
  std::string mandate;
  std::optional<http::Url> website;
  std::string website_text;
  std::vector<std::string> interests;
  std::vector<std::string> capacities;
  std::vector<int> sdgs_priority;
  std::vector<int> sdgs_interested;
  std::vector<int> sdgs_none;
  std::optional<Date> sdgs_declared_on;
  std::vector<Fact> identity;  // RFC, legal name, origin, source
  std::vector<MoneyRow> totals;
  std::vector<Message> unvalued;  // «Conocimiento: 2 aportes sin monto ni cantidad»
  int contributions = 0;
  std::vector<ContactRow> contacts;
  int past_contacts = 0;
  std::vector<ParticipationRow> participations;
  std::vector<HistoryRow> history;
  std::vector<DuplicateRow> duplicates;
  html::Safe panels;
  bool is_private_shown = false;
  std::optional<http::Url> edit;
  std::optional<http::Url> edit_sdgs;
  std::optional<http::Url> add_contribution;
  std::optional<http::Url> add_contact;
  http::Url all_contributions{"/"};
  http::Url all_contacts{"/"};
  http::Url all_history{"/"};
};
void render(const Show& page, html::Out& out);

struct ContributionRow {
  http::Url url{"/"};
  Message kind;
  std::string description;
  std::string amount;
  std::string quantity;
  html::Badge state;
  Date since;
};
struct Contributions {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<ContributionRow> rows;
  std::vector<MoneyRow> totals;
  std::vector<Message> unvalued;
  std::optional<http::Url> add;
};
void render(const Contributions& page, html::Out& out);

struct StepRow {
  Message state;
  Date on;
  std::string note;
  std::string by;
};
struct ContributionPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  ContributionRow row;
  std::vector<StepRow> steps;
  std::optional<html::Form> form;
};
void render(const ContributionPage& page, html::Out& out);

struct Contacts {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<ContactRow> present;
  std::vector<ContactRow> past;
  std::optional<http::Url> add;
};
void render(const Contacts& page, html::Out& out);

struct HistoryPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<HistoryRow> rows;
  std::optional<http::Url> older;
};
void render(const HistoryPage& page, html::Out& out);

struct MergeRow {
  std::string kept;
  std::string gone;
  http::Url kept_url{"/"};
  std::string by;
  CivilTime at;
  std::string undone_by;
  std::optional<CivilTime> undone_at;
  std::optional<http::Url> undo;
};
struct Duplicates {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Message count;
  std::int64_t total = 0;
  std::vector<DuplicateRow> rows;
  std::optional<http::Url> next;
  std::vector<MergeRow> merges;
};
void render(const Duplicates& page, html::Out& out);

/// Field by field: what stays, what goes, what will be.
struct CompareRow {
  Message label;
  std::string kept;
  std::string gone;
  std::string result;
};
struct Compare {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string kept;
  std::string gone;
  std::vector<Message> evidence;
  std::vector<CompareRow> rows;
  std::vector<Message> consequences;
  http::Url other_way{"/"};
  http::Url dismiss{"/"};
  html::Form form{.action = http::Url("/")};
};
void render(const Compare& page, html::Out& out);

}  // namespace alianza::organizations::views

namespace alianza::organizations {

/// Every page under /alliances/{alliance}/organizations.
void add_pages(feature::Site& site, const std::shared_ptr<CountMemory>& memory);

}  // namespace alianza::organizations
