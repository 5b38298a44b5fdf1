#pragma once
// Verbs of meetings. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/meetings/meetings.h"
#include "features/organizations/actions.h"
#include "platform/feature/act.h"
#include "platform/search/search.h"

namespace alianza::meetings {

/// A meeting with the alliance around it and what the actor is.
struct SeenMeeting {
  alliances::Seen seen;
  Meeting meeting;
  bool officer = false;  // the actor is president or secretary of a committee that meets
};
/// Errors: not_found (no such meeting in that alliance, or the actor may not read it).
Result<SeenMeeting> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId id);
/// Without asking who: for public pages and features that have already asked.
std::optional<Meeting> find(db::Tx& tx, AllianceId alliance, MeetingId id);
/// For whom the actor may schedule: the whole alliance, or only some committees.
struct MayConvene {
  bool alliance = false;
  std::vector<CommitteeId> committees;
  bool any() const { return alliance || !committees.empty(); }
};
MayConvene may_convene(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

// ---- Lists. Without asking who: after alliances::see(), or for an alliance that is public.

enum class When { upcoming, past, all };
struct Filter {
  When when = When::all;
  std::optional<CommitteeId> committee;  // also joint sessions it is part of
  std::optional<Kind> kind;
  std::optional<State> state;
  std::optional<int> year;
  std::string search;  // in titles and venue, accents and case apart
};
/// Beyond which row a page begins, and in which direction. As text: "2026-03-17T10:00~01H2X7G9ZK4QP", with "<" before it to go
/// back.
struct Cursor {
  enum class Direction { on, back };
  std::string sort_on;
  MeetingId id;
  Direction direction = Direction::on;
  static std::optional<Cursor> parse(std::string_view text);
  std::string text() const;
};
/// A meeting as lists show it: who came, and what was reported where no list is.
struct Listed {
  Meeting meeting;
  Turnout turnout;
  std::vector<ReportedCount> counts;
};
struct Page {
  std::vector<Listed> rows;       // upcoming: soonest first; past and all: newest first
  std::optional<Cursor> earlier;  // the page before this one
  std::optional<Cursor> later;    // the page after
};
Page list(db::Tx& tx, AllianceId alliance, const Filter& filter, const std::optional<Cursor>& cursor, int limit, Date today);
/// Exact to 10,000; 10,001 means more.
std::int64_t count(db::Tx& tx, AllianceId alliance, const Filter& filter, Date today);
/// Every meeting of the filter in the list's order, some at a time.
void each(db::Tx& tx, AllianceId alliance, const Filter& filter, Date today, const std::function<void(const Listed&)>& take);
std::vector<std::string> years(db::Tx& tx, AllianceId alliance);
/// «Energía y Agua»: the bodies of a meeting, who convenes first; empty: of the whole alliance.
std::string bodies_text(const Meeting& meeting, const std::map<CommitteeId, std::string>& names, Lang lang);
/// The next scheduled meeting of each committee; a joint session is of each of its bodies.
std::map<CommitteeId, Meeting> next_of_committees(db::Tx& tx, AllianceId alliance, Date today);
/// Scheduled ones from `today` to the last of `days` days that have no agenda yet.
std::int64_t without_agenda(db::Tx& tx, AllianceId alliance, Date today, int days);
/// In which of the `months` up to that of `today` each committee met: oldest first.
std::map<CommitteeId, std::vector<bool>> cadence(db::Tx& tx, AllianceId alliance, Date today, int months);

/// Everything the page of one meeting shows.
struct Book {
  std::vector<AgendaItem> agenda;
  std::vector<Group> groups;
  std::vector<Attendance> attendance;  // in force, in the order of registration
  std::vector<ReportedCount> counts;
  std::vector<StateChange> states;  // oldest first
};
Book book(db::Tx& tx, MeetingId id);

/// What can be found of meetings, for the index made anew.
search::Slice searched(db::Tx& tx, std::int64_t after, int limit);

// ---- Scheduling.

/// Errors: not_found, forbidden, invalid by field.
Result<Meeting> schedule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// For loaders: dates that are not exact, state, source. sort_on is filled from the date when empty. Same errors.
Result<Meeting> schedule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Draft& draft);
/// Errors: as schedule(); conflict when somebody saved first (input.version is old).
Result<Meeting> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const Input& input);
/// One item a line. Errors: not_found, forbidden, invalid (`agenda`).
Done replace_agenda(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view agenda);
/// Held, cancelled, or back to scheduled. Errors: not_found, forbidden, invalid (`reason`; held before its day), conflict (it is
/// so already).
Done change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, State to, std::string_view reason);
/// The same from the word of a program. Also: invalid (`state`).
Done change_state(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view to,
                  std::string_view reason);
/// Errors: not_found, forbidden, invalid (`name`, `topic`), conflict (there is one with that name).
Result<GroupId> add_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, std::string_view name,
                          std::string_view topic);
/// Conflict while somebody is registered in it.
Done remove_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, GroupId group);

/// What a group arrived at, and who told it; both empty take it back. Errors: not_found, forbidden, invalid (`reporter`,
/// `result`).
Done report_group(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, GroupId group,
                  const GroupResult& result);

// ---- Attendance and reported counts.

/// One body of a session: its members on that day, how many of them are there, and how many its rules of that day ask for.
struct Assembly {
  CommitteeId committee;
  std::vector<OrganizationId> expected;
  int present = 0;
  int quorum = 0;  // 0: none asked
  bool has_quorum() const { return quorum > 0 && present >= quorum; }
};
/// Whom the attendance page lists.
struct Sheet {
  std::vector<OrganizationId> expected;  // members of its committees, or active in the alliance, on the day of the meeting
  std::vector<OrganizationId> guests;    // the others of the alliance
  std::vector<Attendance> rows;
  std::vector<Group> groups;
  std::vector<Assembly> bodies;  // one for each, in the order of bodies_of(); an organisation in two of them counts in both
  int quorum = 0;                // organisations needed, of one body; 0: none asked, or a joint session, where each has its own
};
Sheet sheet(db::Tx& tx, const SeenMeeting& seen);

/// An organisation, or a person of it, was there. Registered already: gives that row. Errors: not_found, forbidden, invalid
/// (`organization`: not of the alliance; `person`, `group`), conflict (the meeting is cancelled).
Result<AttendanceId> register_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                         OrganizationId organization, const AttendanceInput& input);
/// For loaders: participation is not asked.
Result<AttendanceId> register_attendance(db::Tx& tx, const feature::Act& act, const Meeting& meeting, const Attendance& row);
/// How, when and in which group: the row is withdrawn and a corrected one takes its place; an empty person keeps the name.
Result<AttendanceId> correct_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id,
                                        AttendanceId attendance, const AttendanceInput& input);
/// The same for every row of an organisation; its persons keep their names.
Done correct_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, OrganizationId organization,
                          const AttendanceInput& input);
/// One row; it is kept with who took it back and when. Errors: not_found (or taken back already), forbidden.
Done withdraw_attendance(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, AttendanceId attendance);
/// Every row of an organisation at that meeting.
Done withdraw_organization(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, OrganizationId organization);

/// Errors: not_found, forbidden, invalid by field.
Result<CountId> report_count(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, const CountInput& input);
/// For loaders.
Result<CountId> report_count(db::Tx& tx, const feature::Act& act, const Meeting& meeting, const ReportedCount& count);
Done withdraw_count(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, CountId count);

/// Sessions held between two days by each committee (0: the whole alliance) and how many of them the organisation attended.
struct Share {
  std::int64_t held = 0;
  std::int64_t attended = 0;
};
std::map<CommitteeId, Share> shares(db::Tx& tx, AllianceId alliance, OrganizationId organization, Date first, Date last);

/// by year, meetings held, organisations and persons registered; each counts once a year.
struct YearOfParticipation {
  int year = 0;
  std::int64_t meetings = 0;
  std::int64_t organizations = 0;
  std::int64_t persons = 0;
};
std::vector<YearOfParticipation> participation(db::Tx& tx, AllianceId alliance);

/// Rows in force of a whole alliance, meeting by meeting.
struct Presence {
  MeetingId meeting;
  Attendance row;
};
void each_presence(db::Tx& tx, AllianceId alliance, const std::function<void(const Presence&)>& take);

// ---- Calendar.

/// The calendar of an alliance as iCalendar (RFC 5545); `origin` ("https://alianza.example") and `path`
/// ("/alliances/01…/meetings") make the address of each meeting. `committee` limits it. Meetings of the last year and all to
/// come.
struct CalendarWanted {
  Lang lang = Lang::es;
  std::string origin;
  std::string path;
};
std::string calendar_text(db::Tx& tx, const alliances::Alliance& alliance, const CalendarWanted& wanted);

/// The same of one meeting, with its page left out: for whoever is invited by a letter and has no account.
std::string calendar_text(db::Tx& tx, const alliances::Alliance& alliance, const Meeting& meeting, Lang lang);

/// Makes (or replaces) the private address of the actor's calendar of an alliance; gives its secret, the only time it is seen.
Result<std::string> make_feed(db::Tx& tx, const feature::Act& act, AllianceId alliance, Lang lang);
/// The address stops answering.
Done end_feed(db::Tx& tx, const feature::Act& act, AllianceId alliance);
std::optional<Instant> feed_since(db::Tx& tx, const auth::Actor& actor, AllianceId alliance);
/// Whose calendar a secret opens: not_found when there is none or its person may no longer read the alliance.
struct Feed {
  alliances::Alliance alliance;
  Lang lang = Lang::es;
};
Result<Feed> open_feed(db::Tx& tx, std::string_view secret);

/// Two organisations become one: attendance of `gone` becomes that of `kept`; unmerge takes it back. For the listeners of
/// organization.merged and organization.unmerged.
using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::meetings
