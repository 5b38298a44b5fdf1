#pragma once
// Words and rules of cadences (features/cadences/README.md): R-022. No SQL, no HTTP, no clock.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/meetings/meetings.h"

namespace alianza::cadences {

using committees::CommitteeId;
using meetings::MeetingId;
using membership::AgencyId;
using membership::AllianceId;
using CadenceId = Id<struct CadenceTag>;
using AlertId = Id<struct CadenceAlertTag>;

struct Cadence {
  CadenceId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  int months = 1;
  Date since;  // the first of a month
  Instant set_at;
};

/// How an alert ended: excused with a reason, made up by a later session, or found to have been no gap.
enum class Closing { none, excused, made_up, recorded };
std::string_view to_text(Closing closing);
bool from_text(std::string_view text, Closing& closing);
Message label(Closing closing);

struct Alert {
  AlertId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  Date first;
  Date last;
  int months = 1;  // the rule by which it was missed
  Date since;
  Instant raised_at;
  Closing closing = Closing::none;
  std::string reason;
  MeetingId meeting;
  std::string closed_by;
  std::optional<Instant> closed_at;
};

/// Some whole months, first and last day.
struct Period {
  Date first;
  Date last;
  bool operator==(const Period&) const = default;
};
/// The periods of a rule that are over on `today`; of a committee dissolved meanwhile, those that were over before.
std::vector<Period> periods_over(const Cadence& cadence, Date today, std::optional<Date> dissolved = {});

/// How far back a rule may begin, and ahead.
inline constexpr int most_months_back = 24;
inline constexpr int most_months_ahead = 12;

struct RuleInput {
  std::string months;  // empty: the committee has no cadence any more
  std::string since;   // "2026-03-01"; any day of the first month
};
struct Rule {
  int months = 0;  // 0: none
  Date since;
};
/// Errors by field: `months`, `since`.
Result<Rule> parse(const RuleInput& input, Date today);

struct ClosingInput {
  std::string closing;  // "excused" or "made_up"
  std::string reason;
  std::string meeting;  // id text, of what made it up
};

}  // namespace alianza::cadences
