#include "features/results/classes.h"

#include <algorithm>
#include <limits>

#include "features/results/book.h"
#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::results {
namespace {

using surveys::Choice;
using surveys::Question;

LocalizedText said(const Message& message) { return {i18n::text(Lang::es, message), i18n::text(Lang::en, message), Lang::es}; }

/// 1320000.25, as files write it.
std::string plain_figure(const Question& question, std::int64_t value) {
  auto out = surveys::number_text(question, value);
  std::erase(out, ',');
  return out;
}

/// 1,320,000.25: the whole part in groups.
std::string figure(const Question& question, std::int64_t value) {
  const auto plain = plain_figure(question, value);
  const bool is_negative = plain.starts_with('-');
  const auto point = plain.find('.');
  const auto whole = plain.substr(is_negative ? 1 : 0, point == std::string::npos ? point : point - (is_negative ? 1 : 0));
  return (is_negative ? "-" : "") + i18n::number(std::stoll(whole)) + (point == std::string::npos ? "" : plain.substr(point));
}

/// Rounded down, also below zero.
std::int64_t floored(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

/// 1, 2, 5, 10, 20, 50…: the one after `step`.
std::int64_t next_step(std::int64_t step) {
  auto lead = step;
  while (lead >= 10) lead /= 10;
  return lead == 2 ? step / 2 * 5 : step * 2;
}

void add(Classes& to, std::string code, LocalizedText label, std::int64_t top) {
  to.parts.push_back({std::move(code), std::move(label)});
  to.tops.push_back(top);
}

}  // namespace

const std::string& Classes::of(std::int64_t value) const {
  static const std::string none;
  const auto at = std::lower_bound(tops.begin(), tops.end(), value);
  return at == tops.end() ? none : parts[static_cast<std::size_t>(at - tops.begin())].code;
}

Classes round_classes(const Question& question, std::vector<std::int64_t> values) {
  Classes out;
  if (values.empty()) return out;
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  const auto plain = [&](std::int64_t value) { return plain_figure(question, value); };
  if (values.size() <= static_cast<std::size_t>(most_classes)) {
    for (const auto value : values) add(out, plain(value), {figure(question, value), {}, Lang::es}, value);
    return out;
  }
  std::int64_t step = 1;
  const auto count = [&] { return Wide{floored(values.back(), step)} - floored(values.front(), step) + 1; };
  while (count() > most_classes) step = next_step(step);
  for (auto k = floored(values.front(), step); k <= floored(values.back(), step); ++k) {
    // Limits beyond what can be written stand at its ends.
    const auto limit = [](Wide value) {
      return static_cast<std::int64_t>(
          std::clamp<Wide>(value, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
    };
    const auto from = limit(Wide{k} * step);
    const auto to = limit(Wide{k} * step + step);
    add(out, plain(from) + "_" + plain(to),
        said(_("De {1} a menos de {2}").arg(figure(question, from)).arg(figure(question, to))), limit(Wide{k} * step + step - 1));
  }
  return out;
}

Classes quarter_classes(const Question& question, std::vector<std::int64_t> values) {
  Classes out;
  if (values.empty()) return out;
  std::sort(values.begin(), values.end());
  const auto n = values.size();
  for (std::size_t quarter = 1; quarter <= 4; ++quarter) {
    const auto top = values[(n * quarter + 3) / 4 - 1];
    if (!out.tops.empty() && top == out.tops.back()) continue;  // its values are all in the group before
    const auto code = "q" + std::to_string(quarter);
    if (out.tops.empty())
      add(out, code, said(_("Hasta {1}").arg(figure(question, top))), top);
    else
      add(out, code, said(_("Más de {1}, hasta {2}").arg(figure(question, out.tops.back())).arg(figure(question, top))), top);
  }
  return out;
}

Choice period_of(Date day, Period period) {
  const auto iso = day.text();
  const auto known = [&](i18n::Precision precision) {
    return LocalizedText{i18n::known_date(Lang::es, precision, day, day), i18n::known_date(Lang::en, precision, day, day),
                         Lang::es};
  };
  switch (period) {
    case Period::year: return {iso.substr(0, 4), {iso.substr(0, 4), {}, Lang::es}};
    case Period::quarter:
      return {iso.substr(0, 4) + "-Q" + std::to_string((static_cast<unsigned>(day.ymd().month()) + 2) / 3),
              known(i18n::Precision::quarter)};
    case Period::month: return {iso.substr(0, 7), known(i18n::Precision::month)};
  }
  return {};
}

}  // namespace alianza::results
