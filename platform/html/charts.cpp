#include "platform/html/charts.h"

#include <algorithm>

namespace alianza::html {
namespace {

constexpr std::int64_t hatch_share = 60;  // the last 6 % of the scale, centred on the figure

std::string tenths(std::int64_t n) {
  n = std::clamp<std::int64_t>(n, 0, 1000);
  return std::to_string(n / 10) + (n % 10 == 0 ? "" : "." + std::to_string(n % 10)) + "%";
}

std::int64_t tenths_of(std::int64_t value, std::int64_t full) {
  if (full <= 0 || value <= 0) return 0;
  return static_cast<std::int64_t>(static_cast<__int128>(std::min(value, full)) * 1000 / full);
}

/// Where the solid part of an approximate bar ends.
std::int64_t solid(std::int64_t value, std::int64_t full, i18n::Qualifier q) {
  const auto end = tenths_of(value, full);
  return q == i18n::Qualifier::approx ? std::max<std::int64_t>(0, end - hatch_share / 2) : end;
}

}  // namespace

std::string bar_length(std::int64_t value, std::int64_t full) { return tenths(tenths_of(value, full)); }

std::string Bar::solid_width() const { return tenths(solid(value, scale, qualifier)); }

std::string Bar::hatch_width() const { return qualifier == i18n::Qualifier::approx ? tenths(hatch_share) : std::string(); }

std::string Bar::part_width() const { return part ? tenths(solid(*part, scale, part_qualifier)) : std::string(); }

std::string Bar::part_hatch_width() const {
  return part && part_qualifier == i18n::Qualifier::approx ? tenths(hatch_share) : std::string();
}

Bar Funnel::bar(const FunnelRow& row) const {
  std::int64_t largest = 1;
  for (const auto& r : rows) largest = std::max(largest, r.n);
  // The largest bar ends at 93 %, so that its chevrons find room.
  const auto scale = static_cast<std::int64_t>((static_cast<__int128>(largest) * 100 + 92) / 93);
  return {row.n, row.qualifier, std::max<std::int64_t>(scale, 1), row.answered, row.answered_qualifier, row.title, "bar"};
}

std::int64_t Measures::scale() const {
  std::int64_t largest = 1;
  for (const auto& r : rows) largest = std::max({largest, r.value, r.target.value_or(0)});
  return largest;
}

std::string Measures::length(std::int64_t value, const MeasureRow& row) const {
  return bar_length(value, row.whole.value_or(scale()));
}

std::string Measures::bar_class(const MeasureRow& row) const {
  return row.sdg >= 1 && row.sdg <= 17 ? "bar bar-12 sdg-" + std::to_string(row.sdg) : "bar bar-12";
}

std::string_view Stacked::part_class(std::size_t index) {
  constexpr std::string_view classes[] = {"bar-fill", "bar-3", "bar-2"};
  return classes[std::min<std::size_t>(index, 2)];
}

std::vector<Stacked::Piece> Stacked::pieces(const StackedRow& row) const {
  std::int64_t total = 0;
  for (const auto v : row.values) total += std::max<std::int64_t>(v, 0);
  std::vector<Piece> out;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < row.values.size(); ++i) {
    const auto v = std::max<std::int64_t>(row.values[i], 0);
    // Edges are rounded, not widths: the pieces always meet and end at 100 %.
    const auto from = tenths_of(before, total);
    before += v;
    const auto to = tenths_of(before, total);
    if (to > from) out.push_back({tenths(from), tenths(to - from), part_class(i)});
  }
  return out;
}

int TimePlot::x(Date date) const {
  const int days = std::max(1, last - first);
  const int at = std::clamp(date - first, 0, days);
  return 20 + at * 680 / days;
}

std::vector<TimePlot::Year> TimePlot::years() const {
  std::vector<Year> out;
  for (int year = first.year(); year <= last.year(); ++year) {
    const Date begins(date::year(year) / date::January / 1);
    if (begins >= first || year == first.year()) out.push_back({x(std::max(begins, first)), year});
  }
  return out;
}

}  // namespace alianza::html
