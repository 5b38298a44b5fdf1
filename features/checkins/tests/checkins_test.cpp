#include "features/checkins/tests/house.h"

namespace alianza::checkins {
namespace {

TEST(Codes, AreReadAsPeopleTypeThem) {
  for (const auto& [typed, read] : std::map<std::string, std::string>{{"ABCD2345", "ABCD2345"},
                                                                      {"abcd 2345", "ABCD2345"},
                                                                      {" abcd-2345 ", "ABCD2345"},
                                                                      {"ABCDoiL5", "ABCD0115"},
                                                                      {"ABCD234", ""},
                                                                      {"ABCD23456", ""},
                                                                      {"ABCD234U", ""},
                                                                      {"", ""}})
    EXPECT_EQ(parse_code(typed), read) << typed;
  for (int i = 0; i < 50; ++i) EXPECT_EQ(parse_code(fresh_code()).size(), 8U);
}

TEST(Codes, ServeFromTwoHoursBeforeUntilTheEndAlsoOnDaysOfTwentyThreeAndTwentyFiveHours) {
  const auto zone = *Zone::parse("America/Tijuana");  // summer time begins 8 March 2026 and ends 1 November
  for (const auto* day : {"2026-03-07", "2026-03-08", "2026-11-01", "2026-07-14"}) {
    meetings::Meeting m;
    m.on = *Date::parse(day);
    m.starts = 240;
    m.ends = 300;
    const auto window = window_of(m, *m.on, zone);
    ASSERT_TRUE(window) << day;
    EXPECT_EQ(window->to, zone.instant_of({*m.on, 300})) << day;
    EXPECT_EQ(zone.instant_of({*m.on, 240}) - window->from, std::chrono::hours(2)) << day;
  }
}

TEST(Codes, OfSeveralDaysAreOneForEach) {
  meetings::Meeting m;
  m.on = *Date::parse("2026-03-02");
  m.until = *Date::parse("2026-03-04");
  m.precision = meetings::Precision::range;
  m.starts = 540;
  m.ends = 780;
  const Zone zone;
  EXPECT_EQ(day_for(m, *Date::parse("2026-02-01")), m.on);
  EXPECT_EQ(day_for(m, *Date::parse("2026-03-03")), Date::parse("2026-03-03"));
  EXPECT_EQ(day_for(m, *Date::parse("2026-04-01")), m.until);
  EXPECT_EQ(window_of(m, *Date::parse("2026-03-03"), zone)->to, zone.instant_of({*Date::parse("2026-03-04"), 0}));
  EXPECT_EQ(window_of(m, *Date::parse("2026-03-04"), zone)->to, zone.instant_of({*Date::parse("2026-03-04"), 780}));
  EXPECT_FALSE(window_of(m, *Date::parse("2026-03-05"), zone));
  m.state = meetings::State::cancelled;
  EXPECT_FALSE(window_of(m, *Date::parse("2026-03-03"), zone));
}

TEST(Codes, AreShownByWhoKeepsTheMeeting) {
  House house;
  const auto session = house.meeting("Sesión", "2026-03-02", house.energy);
  for (const auto* who : {"active", "suspended", "facilitator", "legal"})
    EXPECT_EQ(house.make(who, house.plenary.id), "forbidden") << who;
  for (const auto* who : {"anonymous", "outsider", "invited"}) EXPECT_EQ(house.make(who, house.plenary.id), "not_found") << who;
  EXPECT_EQ(house.make("officer", house.plenary.id), "forbidden");
  EXPECT_EQ(house.make("officer", session.id), "done");
  EXPECT_EQ(house.make("secretariat", house.plenary.id), "done");
  house.at("2026-03-02T12:00");
  EXPECT_EQ(house.make("secretariat", house.plenary.id), "conflict");
}

TEST(Codes, OpenOneMeetingForSomeHoursAndStopWhenAnotherIsMade) {
  House house;
  const auto first = house.code(house.plenary.id);
  house.at("2026-03-02T07:59");
  EXPECT_EQ(house.opens(first), "not_found");
  house.at("2026-03-02T08:00");
  EXPECT_EQ(house.opens(first), "Plenaria");
  house.at("2026-03-02T11:59");
  EXPECT_EQ(house.opens(first), "Plenaria");
  const auto second = house.code(house.plenary.id);
  EXPECT_EQ(house.opens(first), "not_found");
  EXPECT_EQ(house.opens(second), "Plenaria");
  house.at("2026-03-02T12:00");
  EXPECT_EQ(house.opens(second), "not_found");
  EXPECT_EQ(house.arrive_by_code(second, house.seats["active"], "Ana"), "not_found");
}

TEST(Codes, AreNotGuessed) {
  House house;
  const auto code = house.code(house.plenary.id);
  int answered = 0;
  while (house.opens(fresh_code(), "203.0.113.9") == "not_found" && answered < 100) ++answered;
  EXPECT_GE(answered, 20);
  EXPECT_LT(answered, 100);
  EXPECT_EQ(house.opens(code, "203.0.113.9"), "too_many") << "else the refusals would tell which is right";
  EXPECT_EQ(house.opens(code), "Plenaria") << "from elsewhere";
}

TEST(Arriving, ByCodeTakesExpectedOrganisationsAndANameAndSaysWhoToldIt) {
  House house;
  const auto code = house.code(house.plenary.id);
  EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], ""), "person");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["withdrawn"], "Ana"), "organization");
  EXPECT_EQ(house.arrive_by_code(code, OrganizationId::make(), "Ana"), "organization");
  EXPECT_EQ(house.arrive_by_code("ZZZZ2222", house.seats["active"], "Ana"), "not_found");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], "Ana"), "done");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], "ana "), "done") << "told twice, once there";
  house.at("2026-03-02T10:20");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], "Luis"), "done");
  const auto rows = house.book_of(house.plenary.id).attendance;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].teller, meetings::Teller::code);
  EXPECT_EQ(rows[0].arrival, meetings::Arrival::on_time);
  EXPECT_EQ(rows[1].arrival, meetings::Arrival::late);
  EXPECT_EQ(house.turnout().organizations, 1);
  for (int i = 0; i < most_by_code - 2; ++i)
    EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], "Persona " + std::to_string(i)), "done");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["active"], "Una más"), "person");
  EXPECT_EQ(house.arrive_by_code(code, house.seats["officer"], "De otra"), "done");
}

TEST(Arriving, SignedInIsForTheOwnOrganisation) {
  House house;
  const auto code = house.code(house.plenary.id);
  EXPECT_EQ(house.arrive_as("active", code, house.seats["active"]), "done");
  EXPECT_EQ(house.arrive_as("active", code, house.seats["officer"]), "organization");
  EXPECT_EQ(house.arrive_as("invited", code, house.seats["invited"]), "done") << "that it was there is a fact, not a right";
  EXPECT_EQ(house.arrive_as("withdrawn", code, house.seats["withdrawn"]), "organization");
  EXPECT_EQ(house.arrive_as("facilitator", code, house.seats["active"]), "organization");
  const auto row = house.book_of(house.plenary.id).attendance.at(0);
  EXPECT_EQ(row.person, "active");
  EXPECT_EQ(row.teller, meetings::Teller::own);
}

TEST(Arriving, CountsEightyOneOrganisationsOnceWithTheirHundredAndTwentyPersons) {
  House house;
  std::vector<OrganizationId> firms;
  for (int i = 0; i < 81; ++i) firms.push_back(house.member(Status::active, "Empresa " + std::to_string(i)));
  const auto code = house.code(house.plenary.id);
  for (int i = 0; i < 120; ++i) {
    const auto firm = firms[static_cast<std::size_t>(i % 81)];
    if (i % 2 == 0)
      EXPECT_EQ(house.arrive_by_code(code, firm, "Persona " + std::to_string(i)), "done");
    else
      EXPECT_EQ(house.attend("secretariat", house.plenary.id, firm, {"Persona " + std::to_string(i), "in_person", "", ""}),
                "done");
  }
  EXPECT_EQ(house.turnout().organizations, 81);
  EXPECT_EQ(house.turnout().persons, 120);
}

TEST(WalkIns, BecomePartOfTheDirectoryInvitedAndPresent) {
  House house;
  EXPECT_EQ(house.walks_in("active", house.plenary.id, {"Cooperativa Nueva", "Ana"}), "forbidden");
  EXPECT_EQ(house.walks_in("secretariat", house.plenary.id, {"", "Ana"}), "organization");
  EXPECT_EQ(house.walks_in("secretariat", house.plenary.id, {"Cooperativa Nueva", "Ana"}), "done");
  EXPECT_EQ(house.walks_in("secretariat", house.plenary.id, {"cooperativa nueva", "Ana"}), "conflict") << "there is one";
  const auto row = house.book_of(house.plenary.id).attendance.at(0);
  const auto history = house.app.read([&](db::Tx& tx) -> Result<std::vector<membership::Participation>> {
    return membership::history(tx, house.alliance, row.organization);
  });
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history[0].status, Status::invited);
  EXPECT_TRUE(row.arrived_at);
}

}  // namespace
}  // namespace alianza::checkins
