#pragma once
// What the pages of meetings hold; views/*.html draw it.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "features/meetings/meetings.h"
#include "platform/feature/form.h"
#include "platform/html/list.h"
#include "platform/html/sdg.h"

namespace alianza::meetings::views {

namespace fv = feature::views;
using fv::Icon;
using html::Badge;
using html::SdgTile;

/// When a meeting is, as people read it.
struct Moment {
  std::string text;     // «17 mar 2026», «31 de octubre a 4 de noviembre de 2016», «sin fecha»
  std::string hours;    // «10:00 a 12:00»
  Message note;         // «fecha del comunicado»
  std::string machine;  // for <time datetime>; empty when nothing so exact is known
};

/// A number somebody reported: >90 organizaciones empresariales.
struct Count {
  html::Figure figure;
  Message words;  // «más de»: read aloud, and in the title
  LocalizedText noun;
  LocalizedText rule;
  LocalizedText source;
  std::optional<http::Url> withdraw;
};

struct Row {
  http::Url url{"/"};
  LocalizedText title;
  Message kind;
  std::string committee;
  Moment when;
  LocalizedText venue;
  Badge state;
  int organizations = 0;
  int persons = 0;
  std::vector<Count> counts;
};

struct YearRow {
  int year = 0;
  std::int64_t meetings = 0;
  std::int64_t organizations = 0;
  std::int64_t persons = 0;
  std::string year_text() const { return std::to_string(year); }
};
struct RowGroup {
  std::string year;  // empty: no heading
  std::vector<Row> rows;
};
/// Upcoming, or past by year.
struct List {
  fv::Shell shell;
  bool past = false;
  std::int64_t upcoming_total = 0;
  std::int64_t past_total = 0;
  http::Url upcoming_url{"/"};
  http::Url past_url{"/"};
  html::SearchBox search{.action = http::Url("/")};
  html::FilterPanel filters{.action = http::Url("/")};
  html::FilterChips chips{{}, http::Url("/")};
  html::ListBar bar{.action = http::Url("/")};
  std::vector<RowGroup> groups;
  std::optional<html::EmptyState> empty;
  html::Paging paging;
  bool paged = false;
  std::vector<YearRow> years;
  http::Url calendar{"/"};
  std::optional<http::Url> schedule;
};
void render(const List& page, html::Out& out);
struct Rows {
  const std::vector<Row>& rows;
};
void render(const Rows& page, html::Out& out);

struct AttendanceLine {
  std::string name;
  http::Url url{"/"};
  std::vector<std::string> persons;
  bool remote = false;
  bool late = false;
  std::string arrived;  // «10:24»; empty when nobody saw it arrive
  std::string group;
};
struct GroupCard {
  std::string name;
  std::string topic;
  std::string reporter;
  std::string result;
  int organizations = 0;
  std::optional<http::Url> report;
  std::optional<http::Url> remove;
};
struct Change {
  Message state;
  std::string at;  // «2 mar 2026, 10:02»
  std::string by;
  std::string reason;
};
/// One body of a joint session: «4 de 7 integrantes, quórum: 4».
struct BodyLine {
  std::string name;
  int present = 0;
  int expected = 0;
  int quorum = 0;
  bool has_quorum() const { return quorum > 0 && present >= quorum; }
};
struct Show {
  fv::Shell shell;
  fv::Crumbs crumbs;
  Meeting meeting;
  Moment when;
  Badge state;
  Message kind;
  std::string zone;                    // «hora de America/Mexico_City», when an hour is shown
  std::vector<html::Link> committees;  // several: a joint session
  std::vector<BodyLine> bodies;        // of a joint session
  std::optional<http::Url> link;       // where to connect
  std::vector<AgendaItem> agenda;
  int agenda_minutes = 0;
  Turnout turnout;
  int expected = 0;
  int quorum = 0;
  std::vector<AttendanceLine> attendance;
  std::vector<GroupCard> groups;
  std::vector<Count> counts;
  std::vector<Change> changes;  // newest first
  std::vector<html::Download> downloads;
  bool may_keep = false;
  http::Url edit{"/"};
  http::Url cancel{"/"};
  http::Url reopen{"/"};
  http::Url hold{"/"};
  http::Url register_{"/"};
  http::Url add_group{"/"};
  http::Url add_count{"/"};
  bool may_hold = false;  // its day has come
  html::Safe panels;      // of the features above: minutes
  int guests = 0;         // that attended and were not expected
  int present() const { return turnout.organizations - guests; }
  bool has_quorum() const { return quorum > 0 && present() >= quorum; }
};
void render(const Show& page, html::Out& out);

/// A field that somebody else saved meanwhile: what stands now, what was typed.
struct Difference {
  html::Words label;
  std::string stored;
  std::string typed;
};
/// The form of a meeting, new or edited.
struct Edit {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string title;
  std::string intro;
  std::vector<Difference> differences;
  html::Form form{.action = http::Url("/")};
};
void render(const Edit& page, html::Out& out);

// ---- Attendance, at the door.

struct PersonAtDoor {
  std::string name;
  http::Url withdraw{"/"};
};
/// One organisation of the list; an htmx answer draws it alone.
struct DoorRow {
  std::string id;  // of the organisation
  std::string name;
  Message type;
  bool present = false;
  bool guest = false;  // not expected
  Message teller;      // who told it, when it was not the door
  bool late = false;
  bool remote = false;
  bool arrived = false;  // `since` is when; else when it was written down
  std::string since;     // «10:04»
  std::string group;     // id of its group
  std::string group_name;
  std::vector<PersonAtDoor> persons;
  std::string error;
  std::string typed;  // a person's name that was refused
  std::vector<html::Option> groups;
  http::Url post{"/"};
  std::string search;  // carried through, to come back to the same list
  std::string show;
  std::string anchor() const { return "o-" + id; }
  std::string target() const { return "#o-" + id; }
};
void render(const DoorRow& page, html::Out& out);

/// «34 de 46 organizaciones», kept in sight.
struct DoorCount {
  int present = 0;  // expected ones that are there
  int expected = 0;
  int guests = 0;
  int persons = 0;
  int quorum = 0;
  std::vector<BodyLine> bodies;  // of a joint session, each with its quorum
  bool out_of_band = false;      // htmx puts it in place beside the row
  bool has_quorum() const { return quorum > 0 && present >= quorum; }
};
void render(const DoorCount& page, html::Out& out);

struct Door {
  fv::Shell shell;
  fv::Crumbs crumbs;
  LocalizedText title;
  Moment when;
  Message notice;    // the meeting is another day, or is cancelled; empty: none
  bool open = true;  // attendance can be registered
  DoorCount count;
  std::string search;
  std::string show;  // "", "missing", "present"
  http::Url here{"/"};
  http::Url all{"/"};
  http::Url missing{"/"};
  http::Url present{"/"};
  std::vector<DoorRow> rows;
  std::int64_t matching = 0;
  http::Url meeting{"/"};
  html::Safe panels;  // of the features above: other ways to register
  bool is_cut() const { return matching > static_cast<std::int64_t>(rows.size()); }
};
void render(const Door& page, html::Out& out);
/// What htmx gets after one tap: the row, and the count out of band.
struct DoorAnswer {
  DoorRow row;
  DoorCount count;
};
void render(const DoorAnswer& page, html::Out& out);

// ---- Calendar.

struct CalendarPage {
  fv::Shell shell;
  fv::Crumbs crumbs;
  std::string since;       // «2 mar 2026, 10:02»; empty: no address yet
  std::string secret_url;  // shown once, right after it was made
  http::Url make{"/"};
  http::Url end{"/"};
  http::Url download{"/"};
};
void render(const CalendarPage& page, html::Out& out);

// ---- Panels of other pages.

/// Sessions of a committee, on its page.
struct CommitteePanel {
  std::vector<Row> upcoming;
  std::vector<Row> past;
  http::Url all{"/"};
  http::Url calendar{"/"};
  std::optional<http::Url> schedule;
};
void render(const CommitteePanel& page, html::Out& out);
/// «14 abr 2026, 10:00», in the list of committees.
struct NextSession {
  http::Url url{"/"};
  std::string when;
};
void render(const NextSession& page, html::Out& out);
/// Attendance of an organisation in twelve months.
struct OrganizationPanel {
  struct Share {
    std::string what;  // name of the committee, or «reuniones de la alianza»
    std::int64_t held = 0;
    std::int64_t attended = 0;
    std::optional<http::Url> url;
  };
  std::vector<Share> shares;
};
void render(const OrganizationPanel& page, html::Out& out);
/// The next meetings, on the first page of the alliance.
struct HomeMeetings {
  struct Day {
    Date date;
    bool today = false;
    std::string weekday;  // «mar»
    std::vector<Row> rows;
  };
  std::vector<Day> days;
  http::Url all{"/"};
  http::Url calendar{"/"};
  std::optional<http::Url> schedule;
};
void render(const HomeMeetings& page, html::Out& out);
/// How each committee goes: a mark a month.
struct CommitteeCadence {
  http::Url url{"/"};
  int sdg = 0;
  LocalizedText name;
  int members = 0;
  std::vector<bool> months;  // held, oldest first; the last is this month
  std::string next;
  std::optional<http::Url> next_url;
  SdgTile tile() const {
    SdgTile t;
    t.number = sdg;
    return t;
  }
  std::int64_t met() const { return std::count(months.begin(), months.end(), true); }
  int width() const { return 14 * static_cast<int>(months.size()); }
  std::string view_box() const { return "0 0 " + std::to_string(width()) + " 14"; }
  struct Mark {
    bool held = false;
    int x = 0;
  };
  std::vector<Mark> marks() const {
    std::vector<Mark> out;
    for (std::size_t i = 0; i < months.size(); ++i) out.push_back({months[i], 7 + 14 * static_cast<int>(i)});
    return out;
  }
};
struct HomeCommittees {
  std::vector<CommitteeCadence> rows;
  http::Url all{"/"};
};
void render(const HomeCommittees& page, html::Out& out);

}  // namespace alianza::meetings::views

namespace alianza::meetings {

void add_pages(feature::Site& site);
void add_form_pages(feature::Site& site);
void add_attendance_pages(feature::Site& site);
void add_calendar_pages(feature::Site& site);
void add_panels(feature::Site& site);
void add_awaited(feature::Site& site);

}  // namespace alianza::meetings
