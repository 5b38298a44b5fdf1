#pragma once
// Words and rules of arriving at a meeting (features/checkins/README.md): R-020. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/meetings/meetings.h"

namespace alianza::checkins {

using meetings::AttendanceId;
using meetings::MeetingId;
using membership::AllianceId;
using membership::OrganizationId;
using CodeId = Id<struct CheckinCodeTag>;

/// Names that one organisation takes by code at one meeting.
inline constexpr int most_by_code = 60;

struct Code {
  CodeId id;
  membership::AgencyId agency;
  AllianceId alliance;
  MeetingId meeting;
  Date on;
  std::string code;  // eight characters of Crockford base32
  Instant made_at;
};

/// As people type it: lower case, spaces and hyphens apart. Empty when it cannot be one.
std::string parse_code(std::string_view typed);
std::string fresh_code();

/// From when until when the code of that day serves. Nothing when the meeting is not that day.
std::optional<meetings::Span> window_of(const meetings::Meeting& meeting, Date day, const Zone& zone);
/// The day whose code is wanted now: today while it takes place, else its first day. Nothing when its day is not known exactly.
std::optional<Date> day_for(const meetings::Meeting& meeting, Date today);

struct ArrivalInput {
  std::string organization;
  std::string person;
};
struct WalkInInput {
  std::string organization;
  std::string person;
};

}  // namespace alianza::checkins
