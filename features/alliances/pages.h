#pragma once
// What the pages of alliances hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/alliances.h"
#include "platform/feature/form.h"
#include "platform/html/pieces.h"

namespace alianza::alliances::views {

namespace fv = feature::views;
using fv::Icon;

struct IndexRow {
  http::Url url;
  LocalizedText name;
  LocalizedText summary;
  Message stage;
  std::string seal;
};
struct IndexAgency {
  std::string name;
  std::optional<http::Url> page;  // for who works there
  std::optional<http::Url> new_alliance;
  std::vector<IndexRow> alliances;
};
/// Where somebody lands after signing in: the alliances they take part in, by agency.
struct Index {
  fv::Shell shell;
  std::vector<IndexAgency> agencies;
  std::optional<http::Url> all_agencies;  // the operator's lists
  std::optional<http::Url> all_accounts;
};
void render(const Index& page, html::Out& out);

/// The first page of an alliance: where it stands, and what its features have to say.
struct Home {
  fv::Shell shell;
  Date today;
  LocalizedText name;
  LocalizedText summary;
  int stage = 1;
  Message stage_label;
  Progress progress;
  std::vector<Condition> conditions;  // of the present stage
  html::Stats figures;
  html::DueRows due;
  std::int64_t more_due = 0;
  html::Safe panels;
  http::Url stages{"/"};
  std::optional<http::Url> edit;
  std::optional<http::Url> portal;
};
void render(const Home& page, html::Out& out);

struct StageRow {
  Stage stage = Stage::approach;
  std::string_view state = "next";
  StageClock clock;
  std::optional<int> actual;
  std::optional<int> over;
  std::string label_percent;
  std::string target_percent;
  int number() const { return alliances::number(stage); }
  std::string id() const { return std::string(code(stage)); }
};
struct ConditionRow {
  Condition condition;
  http::Url act;  // the form that meets it or takes it back
  std::optional<Advice> advice;
  http::Url where{"/"};  // of the advice
  html::Safe facts;      // what the program knows of it
};
/// What a feature knows of a condition, as a row of it shows it.
struct Fact {
  std::string words;
  http::Url meet{"/"};  // the form, with these words and this day in it
};
void render(const Fact& page, html::Out& out);
struct Stages {
  fv::Shell shell;
  std::string cycle;
  Date today;
  StageRow now;
  std::vector<StageRow> stages;
  std::vector<ConditionRow> conditions;  // of the present stage
  Progress progress;
  std::vector<Move> moves;  // newest first
  bool may_move = false;
  std::optional<http::Url> open_next;  // when every condition is met
  Message next_label;
  int next_number = 0;
  http::Url move_back{"/"};
  http::Url add_condition{"/"};
  http::Url plan{"/"};
};
void render(const Stages& page, html::Out& out);

}  // namespace alianza::alliances::views

namespace alianza::alliances {

void add_pages(feature::Site& site);
void add_stage_pages(feature::Site& site);

}  // namespace alianza::alliances
