#include "features/meetings/tests/house.h"

namespace alianza::meetings {
namespace {

TEST(Attendance, IsRegisteredByWhoConvenesOrKeepsTheCommittee) {
  House house;
  const auto plenary = house.meeting("Plenaria");
  const auto session = house.meeting("Sesión 1", "2026-03-02", house.energy);
  const auto org = house.seats.at("active");
  struct Case {
    const char* who;
    const char* plenary;
    const char* session;
  };
  for (const auto& c : {Case{"anonymous", "not_found", "not_found"},
                        {"operator", "not_found", "not_found"},
                        {"outsider", "not_found", "not_found"},
                        {"invited", "not_found", "not_found"},
                        {"withdrawn", "not_found", "not_found"},
                        {"active", "forbidden", "forbidden"},
                        {"suspended", "forbidden", "forbidden"},
                        {"facilitator", "forbidden", "forbidden"},
                        {"legal", "forbidden", "forbidden"},
                        {"stopped_officer", "forbidden", "forbidden"},
                        {"officer", "forbidden", "done"},
                        {"secretariat", "done", "done"},
                        {"director", "done", "done"}}) {
    EXPECT_EQ(house.attend(c.who, plenary.id, org), c.plenary) << c.who;
    EXPECT_EQ(house.attend(c.who, session.id, org), c.session) << c.who;
  }
}

TEST(Attendance, TakesEveryOrganisationOfTheAllianceWhateverItsStatus) {
  House house;
  const auto m = house.meeting("Plenaria");
  for (const auto* seat : {"invited", "active", "suspended", "withdrawn"})
    EXPECT_EQ(house.attend("director", m.id, house.seats.at(seat)), "done") << seat;
  EXPECT_EQ(house.attend("director", m.id, OrganizationId::make()), "organization");
}

TEST(Attendance, CountsAnOrganisationOnceAndItsPersonsEach) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto org = house.seats.at("active");
  EXPECT_EQ(house.attend("director", m.id, org), "done");
  EXPECT_EQ(house.attend("director", m.id, org, {"Ana Robles", "in_person", "on_time", ""}), "done");
  EXPECT_EQ(house.attend("director", m.id, org, {"ana  robles", "in_person", "on_time", ""}), "done")
      << "the same person, typed otherwise";
  EXPECT_EQ(house.attend("director", m.id, org, {"Luis Peña", "remote", "late", ""}), "done");
  const auto rows = house.book_of(m.id).attendance;
  EXPECT_EQ(rows.size(), 3u);
  EXPECT_EQ(turnout(rows).organizations, 1);
  EXPECT_EQ(turnout(rows).persons, 2);
}

TEST(Attendance, IsTakenBackAndRegisteredAgain) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto org = house.seats.at("active");
  house.attend("director", m.id, org);
  house.attend("director", m.id, org, {"Ana Robles", "in_person", "on_time", ""});
  const auto rows = house.book_of(m.id).attendance;
  const auto withdraw = [&](AttendanceId id, const char* who = "director") {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return withdraw_attendance(tx, house.act(who), house.alliance, m.id, id); }));
  };
  EXPECT_EQ(withdraw(rows[1].id, "active"), "forbidden");
  EXPECT_EQ(withdraw(rows[1].id), "done");
  EXPECT_EQ(withdraw(rows[1].id), "not_found");
  EXPECT_EQ(house.book_of(m.id).attendance.size(), 1u);
  house.app.write([&](db::Tx& tx) { return withdraw_organization(tx, house.act("director"), house.alliance, m.id, org); });
  EXPECT_EQ(house.book_of(m.id).attendance.size(), 0u);
  EXPECT_EQ(house.attend("director", m.id, org), "done");
  EXPECT_EQ(turnout(house.book_of(m.id).attendance).organizations, 1);
}

TEST(Attendance, IsCorrectedByANewRow) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto org = house.seats.at("active");
  house.attend("director", m.id, org);
  const auto before = house.book_of(m.id).attendance.at(0);
  const auto correct = [&](AttendanceId id, const AttendanceInput& how) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return correct_attendance(tx, house.act("director"), house.alliance, m.id, id, how); }));
  };
  EXPECT_EQ(correct(before.id, {"", "remote", "late", ""}), "done");
  EXPECT_EQ(correct(before.id, {"", "remote", "late", ""}), "not_found");
  const auto after = house.book_of(m.id).attendance;
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(after[0].mode, Mode::remote);
  EXPECT_EQ(after[0].arrival, Arrival::late);
  house.attend("director", m.id, org, {"Ana", "in_person", "on_time", ""});
  EXPECT_EQ(correct(after[0].id, {"Ana", "remote", "late", ""}), "conflict");
}

TEST(Attendance, AtTheDoorTheClockSaysWhoIsLateAndACorrectionKeepsTheHour) {
  House house;
  const auto m = house.meeting("Plenaria");  // 10:00 to 12:00 in Mexico
  const auto at = [&](const char* civil) { house.app.clock().set(Zone().instant_of(*CivilTime::parse(civil))); };
  const AttendanceInput by_the_clock{"", "in_person", "", ""};
  struct Case {
    const char* seat;
    const char* now;
    Arrival arrival;
    bool has_hour;
  };
  for (const auto& c :
       {Case{"invited", "2026-03-02T07:59", Arrival::on_time, false}, Case{"active", "2026-03-02T10:14", Arrival::on_time, true},
        Case{"suspended", "2026-03-02T10:15", Arrival::late, true},
        Case{"withdrawn", "2026-03-02T12:00", Arrival::on_time, false}}) {
    at(c.now);
    EXPECT_EQ(house.attend("director", m.id, house.seats.at(c.seat), by_the_clock), "done");
    const auto row = house.book_of(m.id).attendance.back();
    EXPECT_EQ(row.arrival, c.arrival) << c.now;
    EXPECT_EQ(row.arrived_at.has_value(), c.has_hour) << c.now;
  }
  const auto late = house.book_of(m.id).attendance.at(2);
  house.app.write([&](db::Tx& tx) {
    return correct_attendance(tx, house.act("director"), house.alliance, m.id, late.id, {"", "remote", "late", ""});
  });
  EXPECT_EQ(house.book_of(m.id).attendance.back().arrived_at, late.arrived_at);
}

TEST(Groups, TellTheirResultsWithWhoToldThem) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto group =
      house.app.write([&](db::Tx& tx) { return add_group(tx, house.act("director"), house.alliance, m.id, "Mesa 1", "Agua"); });
  const auto report = [&](const char* who, const GroupResult& told, GroupId which) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return report_group(tx, house.act(who), house.alliance, m.id, which, told); }));
  };
  EXPECT_EQ(report("active", {"Ana", "Tres prioridades"}, group), "forbidden");
  EXPECT_EQ(report("director", {std::string(121, 'a'), "Tres prioridades"}, group), "reporter");
  EXPECT_EQ(report("director", {"Ana", std::string(8001, 'a')}, group), "result");
  EXPECT_EQ(report("director", {"Ana", "Tres prioridades"}, GroupId::make()), "not_found");
  EXPECT_EQ(report("director", {"Ana", "Tres prioridades\ny un plan"}, group), "done");
  EXPECT_EQ(house.book_of(m.id).groups.at(0).result, "Tres prioridades\ny un plan");
  EXPECT_EQ(house.book_of(m.id).groups.at(0).reporter, "Ana");
  EXPECT_EQ(report("director", {"", ""}, group), "done");
  EXPECT_EQ(house.book_of(m.id).groups.at(0).result, "");
}

TEST(Attendance, OfACancelledMeetingIsRefused) {
  House house;
  const auto m = house.meeting("Plenaria");
  house.app.write(
      [&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::cancelled, "Sismo"); });
  EXPECT_EQ(house.attend("director", m.id, house.seats.at("active")), "conflict");
}

TEST(Sheet, ExpectsTheMembersOfTheCommitteeOnThatDayAndKnowsTheQuorum) {
  House house;
  const auto add = [&](OrganizationId org, const char* since) {
    return house.app.write(
        [&](db::Tx& tx) { return committees::add_member(tx, house.act("director"), house.alliance, house.energy, org, since); });
  };
  const auto a = house.member(Status::active);
  const auto b = house.member(Status::active);
  const auto later = house.member(Status::active);
  add(a, "2026-01-01");
  const auto left = add(b, "2026-01-01");
  add(later, "2026-03-15");
  house.app.write([&](db::Tx& tx) {
    return committees::end_member(tx, house.act("director"), house.alliance, house.energy, left, "2026-03-10", "salió");
  });
  const auto sheet_on = [&](const char* on) {
    const auto m = house.meeting(std::string("Sesión ") + on, on, house.energy);
    return house.app.read(
        [&](db::Tx& tx) { return sheet(tx, SeenMeeting(*see(tx, house.app.person("director"), house.alliance, m.id))); });
  };
  const auto early = sheet_on("2026-03-02");
  EXPECT_EQ(early.expected, (std::vector<OrganizationId>{a, b}));
  EXPECT_EQ(early.quorum, 2);
  EXPECT_NE(std::find(early.guests.begin(), early.guests.end(), later), early.guests.end());
  const auto late = sheet_on("2026-03-20");
  EXPECT_EQ(late.expected, (std::vector<OrganizationId>{a, later}));
}

TEST(Sheet, ExpectsTheActiveOfTheAllianceInAPlenaryAndOffersTheInvitedAndSuspended) {
  House house;
  const auto m = house.meeting("Plenaria");
  const auto s = house.app.read(
      [&](db::Tx& tx) { return sheet(tx, SeenMeeting(*see(tx, house.app.person("director"), house.alliance, m.id))); });
  EXPECT_EQ(s.expected.size(), 2u);  // the organisations of «active» and «officer»
  EXPECT_EQ(s.guests.size(), 3u);    // invited, suspended, and the one of «stopped_officer»
  EXPECT_EQ(s.quorum, 0);
}

TEST(Counts, AreReportedWithSourceAndTakenBack) {
  House house;
  const auto m = house.meeting("Plenaria");
  CountInput input{"90", "more_than", "organizaciones", "", "", "", "Comunicado 12", ""};
  const auto report = [&](const char* who) {
    return house.app.db().write([&](db::Tx& tx) { return report_count(tx, house.act(who), house.alliance, m.id, input); });
  };
  EXPECT_EQ(outcome(report("active")), "forbidden");
  const auto id = report("secretariat");
  ASSERT_TRUE(id);
  EXPECT_EQ(house.book_of(m.id).counts.at(0).qualifier, Qualifier::more_than);
  const auto withdraw = [&] {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return withdraw_count(tx, house.act("secretariat"), house.alliance, m.id, *id); }));
  };
  EXPECT_EQ(withdraw(), "done");
  EXPECT_EQ(withdraw(), "not_found");
  EXPECT_TRUE(house.book_of(m.id).counts.empty());
}

TEST(Participation, ByYearCountsEachOrganisationAndPersonOnce) {
  House house;
  const auto org = house.seats.at("active");
  for (const auto* on : {"2025-05-01", "2026-01-10", "2026-02-10"}) {
    const auto m = house.meeting("Plenaria", on);
    house.attend("director", m.id, org, {"Ana", "in_person", "on_time", ""});
    house.attend("director", m.id, house.seats.at("officer"));
    house.app.write([&](db::Tx& tx) { return change_state(tx, house.act("director"), house.alliance, m.id, State::held, ""); });
  }
  const auto years = house.app.read([&](db::Tx& tx) { return participation(tx, house.alliance); });
  ASSERT_EQ(years.size(), 2u);
  EXPECT_EQ(years[0].year, 2026);
  EXPECT_EQ(years[0].meetings, 2);
  EXPECT_EQ(years[0].organizations, 2);
  EXPECT_EQ(years[0].persons, 1);
  const auto shares_of =
      house.app.read([&](db::Tx& tx) { return shares(tx, house.alliance, org, day("2025-03-01"), day("2026-03-02")); });
  EXPECT_EQ(shares_of.at(CommitteeId()).held, 3);
  EXPECT_EQ(shares_of.at(CommitteeId()).attended, 3);
}

TEST(Merge, MovesAttendanceAndIsTakenBack) {
  House house;
  const auto both = house.meeting("Ambas");
  const auto one = house.meeting("Una");
  const auto kept = house.member(Status::active);
  const auto gone = house.member(Status::active);
  house.attend("director", both.id, kept);
  house.attend("director", both.id, gone);
  house.attend("director", both.id, gone, {"Ana", "in_person", "on_time", ""});
  house.attend("director", one.id, gone);
  const auto state = [&] {
    std::string out;
    for (const auto id : {both.id, one.id}) {
      for (const auto& row : house.book_of(id).attendance) out += (row.organization == kept ? "kept" : "gone") + row.person + " ";
      out += "/";
    }
    return out;
  };
  const auto before = state();
  EXPECT_EQ(before, "kept gone goneAna /gone /");
  const auto publish = [&](const char* type) {
    house.app.write([&](db::Tx& tx) {
      tx.publish({type, kept.value(),
                  R"({"kept":")" + kept.text() + R"(","gone":")" + gone.text() + R"(","merge":")" + id_to_text(78) +
                      R"(","agency":")" + house.agency.text() + R"(","on":"2026-03-02"})"});
    });
  };
  publish("organization.merged");
  EXPECT_EQ(state(), "kept keptAna /kept /");
  publish("organization.unmerged");
  EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace alianza::meetings
