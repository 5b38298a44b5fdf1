#pragma once
// Pages of the overview and what their templates draw.
#include <optional>
#include <string>
#include <vector>

#include "features/overview/overview.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::overview::views {

namespace fv = feature::views;

struct StageRow {
  std::int64_t number = 0;
  Message name;
  bool current = false;
  std::optional<Date> entered;
  std::optional<Date> left;
  std::optional<std::int64_t> actual;  // days
  std::optional<std::int64_t> target;  // days
  std::int64_t over = 0;               // days beyond it
};
struct CountRow {
  Message what;
  std::int64_t n = 0;
  http::Url url{"/"};
};
struct CommitteeRow {
  http::Url url{"/"};
  LocalizedText name;
  SmeShare share;
  std::optional<std::int64_t> percent;
  bool below = false;  // the target
  std::int64_t months_met = 0;
  std::optional<Date> next_on;
  std::int64_t open = 0;
  std::int64_t overdue = 0;
  http::Url agreements{"/"};
  bool officer = false;
};
struct SilentRow {
  std::string organization;
  std::optional<http::Url> organization_url;
  std::string person;
  Message asked;  // «Contestar la invitación»
  std::string what;
  http::Url url{"/"};
  Date since;
  std::int64_t days = 0;
  std::int64_t reminders = 0;
};
/// Who owes an answer.
struct SilentTable {
  std::vector<SilentRow> rows;
};
void render(const SilentTable& page, html::Out& out);

/// One page for the director; it prints.
struct Overview {
  fv::Shell shell;
  LocalizedText alliance;
  Date today;
  html::Stats stats;
  std::vector<StageRow> stages;
  std::int64_t conditions_met = 0;
  std::int64_t conditions = 0;
  http::Url stage_page{"/"};
  std::vector<CountRow> participation;
  std::vector<CommitteeRow> committees;
  std::int64_t target = 0;  // 0: none
  std::int64_t below = 0;   // committees under it
  std::optional<http::Url> set_target;
  SilentTable silent;
  std::int64_t silences = 0;
  http::Url all_silent{"/"};
  http::Url origins{"/"};
};
void render(const Overview& page, html::Out& out);

struct Silent {
  fv::Shell shell;
  fv::Crumbs crumbs;
  SilentTable table;
  std::int64_t all = 0;
};
void render(const Silent& page, html::Out& out);

/// How organisations came: a figure for each type and origin, and the rows of the chosen one.
struct OriginCell {
  std::int64_t n = 0;
  Message head;
  http::Url url{"/"};
};
struct OriginLine {
  Message type;
  std::vector<OriginCell> cells;
  std::int64_t all = 0;
};
struct PartnerRow {
  http::Url url{"/"};
  std::string name;
  Message type;
  Message status;
  Message origin;
  std::string proposer;
};
struct Origins {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::vector<Message> heads;
  std::vector<OriginLine> lines;
  std::vector<OriginCell> sums;
  std::int64_t all = 0;
  std::vector<PartnerRow> rows;
  std::int64_t chosen = 0;
  bool cut = false;  // not all of the chosen are drawn
  bool filtered = false;
  http::Url everything{"/"};
  std::vector<html::Download> downloads;
};
void render(const Origins& page, html::Out& out);

/// On the first page, for the secretariat.
struct SilentPanel {
  SilentTable table;
  std::int64_t all = 0;
  http::Url url{"/"};
};
void render(const SilentPanel& page, html::Out& out);

/// On the first page, for officers of committees and for who sits in them.
struct OwnPanel {
  std::vector<CommitteeRow> committees;
};
void render(const OwnPanel& page, html::Out& out);

/// On the first page, for the offices of the agency.
struct Entrance {
  http::Url url{"/"};
};
void render(const Entrance& page, html::Out& out);

}  // namespace alianza::overview::views

namespace alianza::overview {

void add_pages(feature::Site& site);
/// How organisations came: page and downloads.
void add_origin_pages(feature::Site& site);

}  // namespace alianza::overview
