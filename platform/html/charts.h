#pragma once
// Charts: lists with a drawing beside the words, so that the figures are read without seeing it. Bars begin at zero; lengths are
// percentages in SVG attributes. Exact = square end, > = two open chevrons, ≈ = hatched end (docs: design, Charts).
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/html/out.h"
#include "platform/html/pieces.h"
#include "platform/i18n/format.h"

namespace alianza::html {

/// The pattern of the hatching: once on a page with charts, before them.
struct ChartPatterns {};
void render(const ChartPatterns& page, Out& out);

/// Tenths of a percent as an SVG length: "61.7%". Not more than 100, not less than 0.
std::string bar_length(std::int64_t value, std::int64_t full);

/// One bar: a figure on a scale, perhaps with a part of it (those who answered).
struct Bar {
  std::int64_t value = 0;
  i18n::Qualifier qualifier = i18n::Qualifier::exact;
  std::int64_t scale = 1;                 // the value of a full bar
  std::optional<std::int64_t> part = {};  // solid over the tint
  i18n::Qualifier part_qualifier = i18n::Qualifier::exact;
  Words title;  // what the bar says, in words
  std::string classes = "bar";

  // For the template, as SVG lengths.
  std::string_view ground() const { return part ? "bar-2" : "bar-fill"; }
  std::string solid_width() const;
  std::string hatch_x() const { return solid_width(); }
  std::string hatch_width() const;
  std::string part_width() const;
  std::string part_hatch_width() const;
  std::string end() const { return bar_length(value, scale); }
};
void render(const Bar& page, Out& out);

struct FunnelRow {
  std::int64_t n = 0;
  i18n::Qualifier qualifier = i18n::Qualifier::exact;
  Words what;  // the unit, always named
  Words when = {};
  std::optional<std::int64_t> answered = {};
  i18n::Qualifier answered_qualifier = i18n::Qualifier::exact;
  Words answered_words = {};  // «61 % respondió»
  Words title;                // «81 organizaciones, cifra exacta»
};
/// One bar per moment on one scale; never slopes between different units.
struct Funnel {
  std::string id = "funnel";
  std::vector<FunnelRow> rows;
  Words caption;
  std::optional<Link> table = {};
  std::string caption_id() const { return id + "-text"; }
  Bar bar(const FunnelRow& row) const;
};
void render(const Funnel& page, Out& out);

/// Horizontal bars, each on one common scale or against its own whole (say which in the caption).
struct MeasureRow {
  Words name;
  Words detail = {};
  std::int64_t value = 0;
  std::optional<std::int64_t> whole = {};   // a track behind the bar
  std::optional<std::int64_t> target = {};  // a tick of ink
  Words figure;                             // «9 organizaciones», beside the bar
  Words title;
  int sdg = 0;  // drawn in the colour of the goal, beside its tile
  bool missed = false;
};
struct Measures {
  std::vector<MeasureRow> rows;
  Words caption = {};
  std::optional<Link> table = {};
  std::int64_t scale() const;
  std::string length(std::int64_t value, const MeasureRow& row) const;
  std::string bar_class(const MeasureRow& row) const;
};
void render(const Measures& page, Out& out);

/// Parts of a whole, one after another; at most three, each named in the legend and in the words.
struct StackedRow {
  Words name;
  std::vector<std::int64_t> values;  // in the order of the legend
  Words figure;
  Words title;
};
struct Stacked {
  std::vector<Words> legend;  // at most three
  std::vector<StackedRow> rows;
  Words caption = {};
  std::optional<Link> table = {};
  struct Piece {
    std::string x;
    std::string width;
    std::string_view classes;
  };
  std::vector<Piece> pieces(const StackedRow& row) const;
  static std::string_view part_class(std::size_t index);
};
void render(const Stacked& page, Out& out);

/// Events along years, for an overview above a list: «2016 … 2018» with a mark per event.
struct TimeMark {
  Date date;
  bool exact = true;
  Words title;
};
struct TimePlot {
  std::string id = "time";
  Date first;
  Date last;
  std::vector<TimeMark> marks;
  Words title;
  Words description;
  std::optional<Link> table = {};
  struct Year {
    int x = 0;
    int year = 0;
  };
  std::vector<Year> years() const;
  int x(Date date) const;  // 20 … 700 of the 720 wide drawing
};
void render(const TimePlot& page, Out& out);

}  // namespace alianza::html
