// Calendars are read back by libical and by a reader of our own that shares no code with it (read_calendar.py),
// and by python3-icalendar (read_with_icalendar.py).
#include "features/meetings/calendar.h"

#include <libical/ical.h>

#include <boost/json.hpp>
#include <cstdio>
#include <fstream>
#include <memory>

#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

Meeting meeting(const char* on, std::optional<int> starts = 600, std::optional<int> ends = 720) {
  Meeting m;
  m.id = MeetingId(123456789);
  m.title = {"Sesión 9", "Session 9", Lang::es};
  m.on = day(on);
  m.starts = starts;
  m.ends = ends;
  m.updated_at = *Instant::parse("2026-03-01T10:00:00.000000Z");
  m.version = 3;
  return m;
}

/// What a script says of that calendar.
std::string read_by(const std::string& script, const std::string& text) {
  const auto file = ::testing::TempDir() + "/calendar.ics";
  std::ofstream(file, std::ios::binary) << text;
  const auto command = script + " " + file + " 2>&1";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
  std::string said;
  char buffer[4096];
  while (const auto n = std::fread(buffer, 1, sizeof buffer, pipe.get())) said.append(buffer, n);
  return said;
}

/// What the independent reader found.
std::vector<boost::json::object> read_again(const std::string& text) {
  const auto said = read_by("python3 features/meetings/tests/read_calendar.py", text);
  std::vector<boost::json::object> events;
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('{')) {
      ADD_FAILURE() << said;
      break;
    }
    events.push_back(boost::json::parse(line).as_object());
  }
  return events;
}

std::string value(const boost::json::object& event, const char* name) {
  const auto* found = event.if_contains(name);
  return found == nullptr ? "(none)" : std::string(found->as_string());
}

TEST(CalendarText, SaysTheHourOfMexicoCityAsUtc) {
  struct Case {
    const char* on;
    const char* start;
  };
  // Summer time ended in 2022: July was five hours behind UTC then, and six ever since.
  for (const auto& c : {Case{"2022-07-14", "20220714T150000Z"},
                        {"2024-07-14", "20240714T160000Z"},
                        {"2026-03-17", "20260317T160000Z"},
                        {"2026-12-01", "20261201T160000Z"}}) {
    const auto events = read_again(calendar_text({"Alianza", Lang::es, Zone()}, {{meeting(c.on), {}, "", ""}}));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(value(events[0], "DTSTART"), c.start) << c.on;
  }
}

TEST(CalendarText, KeepsIdentityVersionAndState) {
  auto m = meeting("2026-03-17");
  m.state = State::cancelled;
  const auto event =
      read_again(calendar_text({"Alianza", Lang::es, Zone()}, {{m, {}, "Energía", "https://alianza.example/x"}})).at(0);
  EXPECT_EQ(value(event, "UID"), m.id.text() + "@alianza");
  EXPECT_EQ(value(event, "SEQUENCE"), "3");
  EXPECT_EQ(value(event, "STATUS"), "CANCELLED");
  EXPECT_EQ(value(event, "DTSTAMP"), "20260301T100000Z");
  EXPECT_EQ(value(event, "DTEND"), "20260317T180000Z");
  EXPECT_EQ(value(event, "SUMMARY"), "Sesión 9 · Energía");
  EXPECT_EQ(value(event, "URL"), "https://alianza.example/x");
  m.state = State::held;
  EXPECT_EQ(value(read_again(calendar_text({"Alianza", Lang::en, Zone()}, {{m, {}, "", ""}})).at(0), "STATUS"), "CONFIRMED");
}

TEST(CalendarText, WholeDaysEndTheDayAfterAndInexactDatesStayOut) {
  auto whole = meeting("2016-10-31", {}, {});
  whole.until = day("2016-11-04");
  whole.precision = Precision::range;
  auto communique = meeting("2016-07-06");
  communique.precision = Precision::communique;
  auto undated = meeting("2016-07-06");
  undated.on.reset();
  undated.precision = Precision::undated;
  const auto events = read_again(
      calendar_text({"Alianza", Lang::es, Zone()}, {{whole, {}, "", ""}, {communique, {}, "", ""}, {undated, {}, "", ""}}));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(value(events[0], "DTSTART"), "20161031");
  EXPECT_EQ(value(events[0], "DTSTART;"), "VALUE=DATE");
  EXPECT_EQ(value(events[0], "DTEND"), "20161105");
}

TEST(CalendarText, CarriesHostileTextUnharmed) {
  auto m = meeting("2026-03-17");
  m.title.es = "Coma, punto y coma; barra \\ y «comillas» BEGIN:VEVENT " + std::string(80, 'x') +
               " ñandú ñandú ñandú ñandú 😀😀😀😀😀😀😀😀😀😀";
  m.summary.es = "Renglón uno\nEND:VCALENDAR\n\nATTENDEE:mailto:x@example.org";
  m.venue.es = "Salón; 3, piso\\2";
  const auto text = calendar_text({"Alianza; de, muestra", Lang::es, Zone()}, {{m, {{{}, "Bienvenida, señores", 10}}, "", ""}});
  const auto events = read_again(text);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(value(events[0], "SUMMARY"), m.title.es);
  EXPECT_EQ(value(events[0], "LOCATION"), m.venue.es);
  EXPECT_EQ(value(events[0], "ATTENDEE"), "(none)");
  EXPECT_NE(value(events[0], "DESCRIPTION").find("END:VCALENDAR\n\nATTENDEE:mailto:x@example.org"), std::string::npos);
  EXPECT_NE(value(events[0], "DESCRIPTION").find("1. Bienvenida, señores (10 min)"), std::string::npos);
}

TEST(CalendarText, IsReadBackByLibicalWithoutErrors) {
  const auto text =
      calendar_text({"Alianza", Lang::es, Zone()}, {{meeting("2026-03-17"), {{{}, "Uno", 5}}, "Energía", "https://a.example/m"}});
  const std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)> parsed(icalparser_parse_string(text.c_str()),
                                                                             &icalcomponent_free);
  ASSERT_NE(parsed, nullptr);
  EXPECT_EQ(icalcomponent_count_errors(parsed.get()), 0);
  EXPECT_TRUE(icalrestriction_check(parsed.get()));
  auto* event = icalcomponent_get_first_component(parsed.get(), ICAL_VEVENT_COMPONENT);
  ASSERT_NE(event, nullptr);
  EXPECT_EQ(icaltime_as_timet(icalcomponent_get_dtstart(event)), 1773763200);  // 2026-03-17T16:00:00Z
  EXPECT_EQ(icalcomponent_get_sequence(event), 3);
}

/// Debian's own Python: the library is a package of it (docs/decisions/0088).
TEST(CalendarText, IsReadByAnotherLibraryWithoutAWarningAndKeepsTheHoursOfMexicoCity) {
  std::vector<CalendarEntry> entries;
  for (const auto* on : {"2022-07-14", "2022-10-30", "2026-03-08", "2026-07-14", "2026-12-31"})
    entries.push_back({meeting(on), {{{}, "Bienvenida; «todas», todos", 5}}, "Energía", "https://a.example/m"});
  EXPECT_EQ(read_by("/usr/bin/python3 features/meetings/tests/read_with_icalendar.py",
                    calendar_text({"Alianza", Lang::es, Zone()}, entries)),
            "Sesión 9 · Energía | 2022-07-14 10:00 | 12:00 | 3\n"
            "Sesión 9 · Energía | 2022-10-30 10:00 | 12:00 | 3\n"
            "Sesión 9 · Energía | 2026-03-08 10:00 | 12:00 | 3\n"
            "Sesión 9 · Energía | 2026-07-14 10:00 | 12:00 | 3\n"
            "Sesión 9 · Energía | 2026-12-31 10:00 | 12:00 | 3\n");
}

TEST(CalendarText, AnEmptyCalendarIsOneToo) { EXPECT_TRUE(read_again(calendar_text({"Alianza", Lang::es, Zone()}, {})).empty()); }

TEST(CalendarFeed, OpensWithItsSecretWhileItsPersonMayRead) {
  House house;
  const auto m = house.meeting("Plenaria", "2026-03-20");
  const auto make = [&](const char* who) {
    return house.app.db().write([&](db::Tx& tx) { return make_feed(tx, house.act(who), house.alliance, Lang::en); });
  };
  for (const auto& [who, expected] :
       {std::pair{"invited", "not_found"}, {"withdrawn", "not_found"}, {"outsider", "not_found"}, {"suspended", "done"}})
    EXPECT_EQ(outcome(make(who)), expected) << who;
  const auto secret = *make("active");
  EXPECT_EQ(secret.size(), 64u);
  const auto open = [&](const std::string& text) { return house.app.db().read([&](db::Tx& tx) { return open_feed(tx, text); }); };
  ASSERT_TRUE(open(secret));
  EXPECT_EQ(open(secret)->lang, Lang::en);
  EXPECT_FALSE(open(secret.substr(1)));
  EXPECT_FALSE(open(""));
  const auto replaced = *make("active");
  EXPECT_FALSE(open(secret)) << "a new address ends the old one";
  EXPECT_TRUE(open(replaced));
  const auto text = house.app.read([&](db::Tx& tx) {
    return calendar_text(tx, open_feed(tx, replaced)->alliance,
                         {Lang::en, "https://alianza.example", "/alliances/" + house.alliance.text() + "/meetings"});
  });
  const auto event = read_again(text).at(0);
  EXPECT_EQ(value(event, "URL"), "https://alianza.example/en/alliances/" + house.alliance.text() + "/meetings/" + m.id.text());
  house.app.write([&](db::Tx& tx) {
    const auto standing = membership::standing(tx, house.app.person("director"), house.agency, house.alliance, house.app.today());
    return membership::change(
        tx, house.act("director"), standing,
        {house.agency, house.alliance, house.seats.at("active"), Status::withdrawn, house.app.today(), "salió"});
  });
  EXPECT_FALSE(open(replaced)) << "the address is worth what its person may read today";
}

TEST(CalendarFeed, EndsWhenItsPersonSaysSo) {
  House house;
  const auto secret = house.app.write([&](db::Tx& tx) { return make_feed(tx, house.act("active"), house.alliance, Lang::es); });
  EXPECT_TRUE(house.app.read([&](db::Tx& tx) { return feed_since(tx, house.app.person("active"), house.alliance).has_value(); }));
  house.app.write([&](db::Tx& tx) { return end_feed(tx, house.act("active"), house.alliance); });
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return open_feed(tx, secret); })), "not_found");
}

}  // namespace
}  // namespace alianza::meetings
