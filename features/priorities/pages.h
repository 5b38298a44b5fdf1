#pragma once
// What the pages of priorities, initiatives and the convergence map hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/priorities/convergence.h"
#include "platform/feature/form.h"
#include "platform/html/charts.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::priorities::views {

namespace fv = feature::views;

/// The three pages of this feature beside each other.
struct Tab {
  Message words;
  http::Url url{"/"};
  bool is_here = false;
};
struct Tabs {
  std::vector<Tab> tabs;
};
void render(const Tabs& page, html::Out& out);

struct Downloads {
  Message note;
  std::vector<html::Download> files;
};
void render(const Downloads& page, html::Out& out);

struct PriorityRow {
  std::string code;
  LocalizedText title;
  Message framework;  // «ODS, edición 2017»
  html::SdgTiles goals;
  Message weight;
  std::string reason;
  std::string source;
  Date since;
  std::optional<Date> until;
  std::string end_reason;
  bool was_changed = false;
  std::optional<http::Url> change;
  std::optional<http::Url> put_away;
};
struct PriorityTable {
  std::vector<PriorityRow> rows;
};
void render(const PriorityTable& page, html::Out& out);
struct Priorities {
  fv::Shell shell;
  Tabs tabs;
  PriorityTable table;
  std::vector<PriorityRow> past;
  Downloads downloads;
  std::optional<http::Url> add;
};
void render(const Priorities& page, html::Out& out);

struct InitiativeRow {
  std::string title;
  std::optional<html::Link> organization;
  html::SdgTiles goals;
  html::Badge state;
  std::string source;
  std::optional<http::Url> edit;
};
struct InitiativeTable {
  std::vector<InitiativeRow> rows;
};
void render(const InitiativeTable& page, html::Out& out);
struct Initiatives {
  fv::Shell shell;
  Tabs tabs;
  InitiativeTable table;
  Downloads downloads;
  std::optional<http::Url> add;
};
void render(const Initiatives& page, html::Out& out);

/// One of the four answers, with the goals that have it.
struct Quadrant {
  html::Badge status;
  Message meaning;
  std::vector<html::SdgTile> goals;
};
struct MapRow {
  http::Url url{"/"};
  int goal = 0;
  std::string target;   // "4.7"; empty: the goal itself
  LocalizedText title;  // of a target
  Message weight;       // empty: the institution does not want it
  int organizations = 0;
  html::Badge status;
  int committees = 0;
  int initiatives = 0;  // under way
  bool warns = false;
  std::string anchor() const { return "theme-" + (target.empty() ? std::to_string(goal) : target); }
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s32}; }
};
/// How the map is counted, in plain words.
struct Counting {
  int least = 0;
  std::string survey;  // its title; empty: none was chosen
  bool is_for_members = false;
  int active = 0;
  std::optional<http::Url> change;
};
void render(const Counting& page, html::Out& out);
struct MapPage {
  fv::Shell shell;
  Tabs tabs;
  Counting counting;
  http::Url here{"/"};
  std::vector<Quadrant> quadrants;
  html::Measures chart;
  std::vector<MapRow> rows;
  Downloads downloads;
  Downloads interests;
  std::optional<http::Url> scenario;
};
void render(const MapPage& page, html::Out& out);

struct WantingRow {
  html::Link organization;
  std::string sources;
};
struct OfferRow {
  Message kind;
  int organizations = 0;
};
struct CommitteeRow {
  html::Link committee;
  bool has_plan = false;
  int activities = 0;
  int progress = 0;  // per cent
};
struct ThemePage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  int goal = 0;
  std::string target;
  LocalizedText title;
  html::Badge status;
  bool warns = false;
  Counting counting;
  PriorityTable priorities;
  int organizations = 0;
  std::vector<WantingRow> wanting;
  int not_listed = 0;  // more than the page holds
  int unnamed = 0;
  std::vector<OfferRow> offers;
  std::vector<CommitteeRow> committees;
  InitiativeTable initiatives;
  std::optional<http::Url> found;
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s40}; }
};
void render(const ThemePage& page, html::Out& out);

/// A committee that a scenario proposes, and why.
struct ProposedRow {
  int goal = 0;
  http::Url url{"/"};
  Message reason;
  std::vector<std::string> members;
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s40}; }
};
struct LeftOutRow {
  int goal = 0;
  http::Url url{"/"};
  Message why;
  int wanting = 0;
  int unplaced = 0;
  html::SdgTile tile() const { return {.number = goal, .size = html::TileSize::s32}; }
};
struct ScenarioPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  http::Url here{"/"};
  std::vector<html::Field> limits;
  Message refusal;  // why there is no answer
  bool is_solved = false;
  bool is_proven = false;
  int placed = 0;
  int wanting = 0;
  std::vector<ProposedRow> committees;
  std::vector<LeftOutRow> left_out;
  std::vector<std::string> unplaced;
  Downloads downloads;
};
void render(const ScenarioPage& page, html::Out& out);

/// On the page of a committee that was founded from a theme.
struct RecordPanel {
  html::Link theme;
  std::string text;
  Date on;
  std::string source;
  std::optional<http::Url> agreement;
  std::optional<http::Url> book;  // of the consensus, for whoever may read it
  std::int64_t newer = 0;         // the edition that holds today, when it is another
};
void render(const RecordPanel& page, html::Out& out);

/// On a result book: what came of its consensus.
struct FoundedPanel {
  struct Row {
    LocalizedText name;
    http::Url url{"/"};
    std::int64_t edition = 0;
  };
  std::vector<Row> rows;
};
void render(const FoundedPanel& page, html::Out& out);

}  // namespace alianza::priorities::views

namespace alianza::priorities {

void add_pages(feature::Site& site);
void add_initiative_pages(feature::Site& site);
void add_map_pages(feature::Site& site);
void add_founding_pages(feature::Site& site);
void add_scenario_pages(feature::Site& site);

}  // namespace alianza::priorities
