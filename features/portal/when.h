#pragma once
// A date as well as it is known, and how it is written. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/meetings/meetings.h"
#include "platform/base/message.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace alianza::portal {

using meetings::Precision;  // how much of a date is known (docs/glossary.md)
/// As a form offers it: «Un día», «Un mes»…
Message label(Precision precision);

/// `from` is the first day of the period that the date stands for (June 2017: the 1st), `to` the last one of a range. A range
/// without `to` goes on. Only an undated one has no `from`.
struct When {
  std::optional<Date> from;
  std::optional<Date> to;
  Precision precision = Precision::day;
  bool operator==(const When&) const = default;
};

/// Is the day itself known? Decides the mark on the timeline: filled or ring.
bool is_exact(const When& when);
/// «principios de mayo de 2016», "31 October to 4 November 2016"; empty when undated.
std::string in_words(const When& when, Lang lang);
/// «31 oct a 4 nov 2016»: for charts and narrow columns.
std::string in_short(const When& when, Lang lang);
/// What must be said beside the date: «fecha del comunicado», «sin fecha en la fuente», or nothing.
Message caveat(const When& when);
/// The same for machines: "2016-05-19", "2016-05", "2018-Q1", "2013", "2016-10-31/2016-11-04", "2017-06-07/.."; empty when
/// undated.
std::string in_code(const When& when);

/// Checks what was typed and brings `from` and `to` to the ends of their periods. Errors at `from`, `to`, `precision`.
Result<When> parse_when(std::string_view from, std::string_view to, std::string_view precision);

}  // namespace alianza::portal
