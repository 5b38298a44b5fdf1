#pragma once
// Verbs of arriving. Each runs inside the caller's transaction and leaves its audit lines; who may is asked here.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/checkins/checkins.h"
#include "features/meetings/actions.h"
#include "features/organizations/actions.h"
#include "platform/feature/act.h"

namespace alianza::checkins {

/// What the screen at the door shows.
struct Desk {
  meetings::SeenMeeting at;
  std::optional<Date> day;   // whose code is wanted; nothing: the meeting has no exact day
  std::optional<Code> code;  // nothing: nobody asked for it yet
  std::optional<meetings::Span> window;
  meetings::Turnout turnout;
  int expected = 0;
  int present = 0;                        // of the expected ones
  std::int64_t notice_accepted = 0;       // arrivals that came with the notice
  std::optional<Instant> notice_read_at;  // aloud, the last time
  std::string notice_read_by;
  int guests = 0;  // organisations that are there and were not expected
};
/// Errors: not_found, forbidden.
Result<Desk> desk(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting);
/// The day's code; one that was there before stops. Errors: not_found, forbidden, conflict (cancelled, over, no exact day).
Result<Code> make_code(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting);
/// The neutral-space notice was read aloud at the start of the session. Errors: not_found, forbidden, conflict (cancelled).
Done read_notice(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting);
bool may_show(const meetings::SeenMeeting& seen);
bool may_walk_in(const meetings::SeenMeeting& seen);

/// What a telephone sees behind a code.
struct Choice {
  OrganizationId organization;
  std::string name;
  std::optional<Instant> since;  // present already
};
struct Opened {
  alliances::Alliance alliance;
  meetings::Meeting meeting;
  std::optional<meetings::SeenMeeting> seen;  // nothing: nobody is signed in, or may not read the alliance
  std::vector<Choice> own;                    // organisations that this person acts for
  std::vector<Choice> expected;               // by name
  meetings::Span window;
};
/// What was never given out, is of another hour or was replaced is answered alike (not_found) and counted against the network it
/// came from: too_many as for links.
Result<Opened> open(const db::Database& db, const auth::MaybeActor& actor, std::string_view code,
                    std::string_view client_address);
/// An arrival told with a code, to be shown to who told it. Nothing for others.
struct Told {
  std::string organization;
  std::string person;
  Instant at;
};
std::optional<Told> told(db::Tx& tx, const Opened& opened, AttendanceId id);

/// «Ya llegué»: of who acts for the organisation. Errors: invalid (`organization`), not_found (the code ended meanwhile).
Result<AttendanceId> arrive(db::Tx& tx, const feature::Act& act, std::string_view code, OrganizationId organization);
/// Of whoever has the code. Errors: invalid (`organization`: not expected; `person`: none, or too many names of one
/// organisation), not_found.
Result<AttendanceId> arrive(db::Tx& tx, std::string_view code, const ArrivalInput& input);

/// An organisation that nobody knew is registered in the directory, invited in the alliance, and present. Errors: not_found,
/// forbidden, invalid (`organization`, `person`), conflict (`organization`: the directory has one of that name; cancelled).
Result<AttendanceId> walk_in(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting,
                             const WalkInInput& input);

}  // namespace alianza::checkins
