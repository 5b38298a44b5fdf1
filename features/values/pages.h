#pragma once
// What the pages of what taking part brings hold; views/*.html draw it.
#include <optional>
#include <string>
#include <vector>

#include "features/values/values.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"

namespace alianza::values::views {

namespace fv = feature::views;
using fv::Icon;

struct ReasonRow {
  Message reason;
  std::int64_t named = 0;
  std::int64_t first = 0;
  std::string mean;
};
struct OwnLink {
  std::string name;
  http::Url url{"/"};
};
/// The reasons of all, and the way to one's own dashboard.
struct Ranking {
  fv::Shell shell;
  std::int64_t organizations = 0;
  std::int64_t least = 0;  // below it nothing is told
  std::vector<ReasonRow> rows;
  std::vector<LocalizedText> told;
  std::vector<OwnLink> own;
};
void render(const Ranking& page, html::Out& out);

struct KpiRow {
  http::Url url{"/"};
  std::string title;
  Message area;
  std::string unit;
  std::string baseline;
  std::string latest;  // empty: nobody measured
  std::optional<Date> latest_on;
  std::string target;
  Date target_on;
  std::optional<std::int64_t> percent;
  std::int64_t shown_percent = 0;  // of the bar: 0 … 100
  bool retired = false;
};
struct Dashboard {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string organization;
  std::vector<Message> ranks;  // in the own order
  std::vector<LocalizedText> told;
  std::vector<KpiRow> kpis;
  std::vector<html::Download> downloads;
  std::optional<http::Url> rank;
  std::optional<http::Url> add;
};
void render(const Dashboard& page, html::Out& out);

struct MeasureRow {
  Date on;
  std::string value;
  std::string evidence;
  LocalizedText result;
  std::optional<http::Url> result_url;
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  KpiRow row;
  Date baseline_on;
  std::string retired_for;
  std::vector<MeasureRow> measures;  // newest day first
  std::optional<http::Url> edit;
  std::optional<html::Form> measure;
  std::optional<html::Form> retire;
};
void render(const Show& page, html::Out& out);

/// On the first page, for who acts for an organisation.
struct Entrance {
  http::Url url{"/"};
};
void render(const Entrance& page, html::Out& out);

}  // namespace alianza::values::views

namespace alianza::values {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);

}  // namespace alianza::values
