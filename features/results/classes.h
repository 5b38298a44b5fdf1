#pragma once
// Numbers and days as classes, so that they can be crossed with other questions (cross.h). The rule is ours and stated on the
// page (features/results/README.md); tools/recompute_results.py follows it by other means. No SQL, no HTTP.
#include <cstdint>
#include <string>
#include <vector>

#include "features/surveys/actions.h"
#include "platform/base/time.h"

namespace alianza::results {

/// Classes of a question's numbers (thousandths or minor units), in their order, which part all of its values: the class of a
/// value is the first whose `tops` is not below it.
struct Classes {
  std::vector<surveys::Choice> parts;
  std::vector<std::int64_t> tops;  // inclusive, as many as parts
  /// The code of its part; empty of a value above them all.
  const std::string& of(std::int64_t value) const;
};

inline constexpr std::int64_t most_classes = 8;
/// Up to eight different values: each for itself. More: intervals of one width, the smallest of 1, 2 or 5 times a power of ten
/// with which at most eight, counted from zero, cover them; from the lower limit, without the upper one.
Classes round_classes(const surveys::Question& question, std::vector<std::int64_t> values);
/// Four groups of the sorted values: cut after a quarter, half and three quarters of them, rounded up. Equal values stay
/// together, in the lower group; of few or equal values some groups are missing.
Classes quarter_classes(const surveys::Question& question, std::vector<std::int64_t> values);

enum class Period : std::uint8_t { year, quarter, month };
/// "2026", "2026-Q1", "2026-03", with its words.
surveys::Choice period_of(Date day, Period period);

}  // namespace alianza::results
