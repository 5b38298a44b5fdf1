#pragma once
// Words and rules of meetings (features/meetings/README.md). No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/alliances.h"
#include "features/committees/committees.h"

namespace alianza::meetings {

using alliances::CycleId;
using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using MeetingId = Id<struct MeetingTag>;
using AgendaItemId = Id<struct AgendaItemTag>;
using GroupId = Id<struct BreakoutGroupTag>;
using AttendanceId = Id<struct AttendanceTag>;
using CountId = Id<struct ReportedCountTag>;

enum class Kind { plenary, committee, transversal, focus_group, installation, council };
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);

enum class State { scheduled, held, cancelled };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// How well the date is known (docs/glossary.md). `range` has a last day; `communique`: only the notice is dated; `undated`: the
/// source gives none.
enum class Precision { day, range, month, early_month, month_range, quarter, year, communique, undated };
std::string_view to_text(Precision precision);
bool from_text(std::string_view text, Precision& precision);
/// What to say beside the date: «fecha del comunicado». Empty when there is nothing to say.
Message note(Precision precision);
/// Known by the day: these go into calendars.
constexpr bool is_exact(Precision precision) { return precision == Precision::day || precision == Precision::range; }

/// What a number promises: exactly, more than, at least, about.
enum class Qualifier { exact, more_than, at_least, approx };
std::string_view to_text(Qualifier qualifier);
bool from_text(std::string_view text, Qualifier& qualifier);
Message label(Qualifier qualifier);          // «más de»
std::string_view sign(Qualifier qualifier);  // "", ">", "≥", "≈"

struct Meeting {
  MeetingId id;
  AgencyId agency;
  AllianceId alliance;
  CycleId cycle;
  CommitteeId committee;  // who convenes it; 0: of the whole alliance
  std::vector<CommitteeId>
      joined;  // of a joint session, the bodies that hold it with `committee`, by id; never `committee` itself
  Kind kind = Kind::plenary;
  LocalizedText title;
  LocalizedText summary;
  std::optional<Date> on;
  std::optional<Date> until;  // the last day, when it took several
  std::string sort_on;        // "2026-03-17T10:00": its place among meetings; never shown
  Precision precision = Precision::day;
  std::optional<int> starts;  // minute of the day, in the alliance's zone
  std::optional<int> ends;
  LocalizedText venue;
  std::string link;  // https, or empty
  State state = State::scheduled;
  LocalizedText source;
  int version = 1;
  Instant updated_at;
};

/// Every body whose session it is, the one that convenes first; none: of the whole alliance. Each has its members there, its own
/// quorum, its calendar and its officers.
std::vector<CommitteeId> bodies_of(const Meeting& meeting);
inline constexpr std::size_t most_joined = 20;

/// From when until when it takes place; without hours its whole days. Nothing when its day is not known exactly.
struct Span {
  Instant from;
  Instant to;
};
std::optional<Span> span_of(const Meeting& meeting, const Zone& zone);

/// The key by which a meeting is ordered: its day and hour; `otherwise` places one that has no date.
std::string sort_key(const Meeting& meeting, Date otherwise);

struct AgendaItem {
  AgendaItemId id;
  std::string title;
  std::optional<int> minutes;
};

/// A change of state, with who and why; the first of a meeting is its scheduling.
struct StateChange {
  State state = State::scheduled;
  std::string reason;
  std::string by;
  Instant at;
};
/// Held and cancelled come from scheduled; back to scheduled needs its reason, as does cancelling. Empty when it may be.
std::optional<Error> refuses_state(State from, State to, std::string_view reason);

/// Breakout groups of one meeting: all fit on a page.
inline constexpr std::int64_t most_groups = 100;

struct Group {
  GroupId id;
  std::string name;
  std::string topic;
  std::string reporter;  // who told its results; empty until somebody did
  std::string result;
};
struct GroupResult {
  std::string reporter;
  std::string result;
};
/// Both may be empty. Errors by field: `reporter`, `result`.
Result<GroupResult> parse(const GroupResult& raw);

enum class Mode { in_person, remote };
std::string_view to_text(Mode mode);
bool from_text(std::string_view text, Mode& mode);
Message label(Mode mode);
enum class Arrival { on_time, late };
std::string_view to_text(Arrival arrival);
bool from_text(std::string_view text, Arrival& arrival);
Message label(Arrival arrival);

/// Who told that somebody was there: who keeps the meeting; themselves, signed in; whoever had the day's code.
enum class Teller { keeper, own, code };
std::string_view to_text(Teller teller);
bool from_text(std::string_view text, Teller& teller);
/// «con el código del día»; empty for the keeper, whose word needs no remark.
Message note(Teller teller);

/// After so many minutes of a meeting whoever arrives is late; before `early_hours` nobody is arriving at it yet.
inline constexpr int minutes_of_grace = 15;
inline constexpr int early_hours = 2;
/// What the clock says of somebody who arrives now; nothing when the meeting is not taking place around `now`.
std::optional<Arrival> arrival_at(const std::optional<Span>& span, Instant now);

struct Attendance {
  AttendanceId id;
  OrganizationId organization;
  std::string person;  // empty: the organisation was there, nobody is named
  Mode mode = Mode::in_person;
  Arrival arrival = Arrival::on_time;
  GroupId group;  // 0 = none
  Instant recorded_at;
  std::optional<Instant> arrived_at;  // at the door; nothing when it was written down another day. A correction keeps it.
  Teller teller = Teller::keeper;
};

struct ReportedCount {
  CountId id;
  int value = 0;
  Qualifier qualifier = Qualifier::exact;
  LocalizedText noun;  // what was counted: «organizaciones»
  LocalizedText rule;  // how, when the source says
  LocalizedText source;
};

/// Organisations and persons of an attendance list; an organisation counts once.
struct Turnout {
  int organizations = 0;
  int persons = 0;
};
Turnout turnout(const std::vector<Attendance>& rows);

struct Input {
  std::string kind = "plenary";
  std::string committee;
  std::vector<std::string> joined;  // ids; of a joint session
  std::string title_es;
  std::string title_en;
  std::string summary_es;
  std::string summary_en;
  std::string on;
  std::string until;   // empty: one day
  std::string starts;  // "10:00"
  std::string ends;
  std::string venue_es;
  std::string venue_en;
  std::string link;
  std::string agenda;  // one item a line; "title | 15" gives the minutes
  std::string version;
};
struct Draft {
  Meeting meeting;
  std::vector<AgendaItem> agenda;
};
/// The checked meeting without ids, or every field that is wrong. `before`: what is being edited; when its date is not exact, a
/// form without a date keeps it.
Result<Draft> parse(const Input& input, const Meeting* before = nullptr);
/// The meeting as its form shows it; a date that is not exact stays out of the form.
Input as_input(const Meeting& meeting, const std::vector<AgendaItem>& agenda);
/// The agenda as the form shows it.
std::string agenda_text(const std::vector<AgendaItem>& items);
/// One item a line; at most 60. The error is at field `agenda`.
Result<std::vector<AgendaItem>> parse_agenda(std::string_view raw);
/// Minutes of all items that say theirs.
int minutes_of(const std::vector<AgendaItem>& items);

struct AttendanceInput {
  std::string person;
  std::string mode = "in_person";
  std::string arrival = "on_time";  // empty: what the clock says
  std::string group;                // id text or empty
};
Result<Attendance> parse(const AttendanceInput& input);

struct CountInput {
  std::string value;
  std::string qualifier = "exact";
  std::string noun_es;
  std::string noun_en;
  std::string rule_es;
  std::string rule_en;
  std::string source_es;
  std::string source_en;
};
Result<ReportedCount> parse(const CountInput& input);

/// "10:00", 24 hours.
std::optional<int> parse_clock(std::string_view text);
std::string clock_text(int minute);

}  // namespace alianza::meetings
