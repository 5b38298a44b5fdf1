#include "features/meetings/tests/house.h"
#include "features/opinions/actions.h"
#include "features/opinions/feature.h"
#include "features/opinions/jobs.h"
#include "platform/jobs/workers.h"

namespace alianza::opinions {
namespace {

using meetings::day;
using meetings::outcome;

TEST(Dormancy, BeginsOnTheDayThatManyMonthsAfterTheLastSign) {
  EXPECT_EQ(dormant_from(day("2026-01-15"), 3), day("2026-04-15"));
  EXPECT_EQ(dormant_from(day("2025-11-30"), 3), day("2026-02-28")) << "a month without that day ends sooner";
  EXPECT_EQ(dormant_from(day("2025-12-31"), 2), day("2026-02-28"));
  EXPECT_EQ(dormant_from(day("2026-01-01"), 12), day("2027-01-01"));
}

TEST(Dormancy, ARuleIsAWholeNumberOfMonths) {
  for (const auto* good : {"0", "1", "36"}) EXPECT_TRUE(parse_months(good)) << good;
  for (const auto* bad : {"", "-1", "37", "x", "1.5"}) EXPECT_FALSE(parse_months(bad)) << bad;
}

TEST(Opinions, AreJudgedFieldByField) {
  const auto today = day("2026-03-02");
  EXPECT_TRUE(parse({"2026-03-02", "Asunto", "Texto", "", ""}, today));
  EXPECT_EQ(outcome(parse({"2026-03-03", "Asunto", "Texto", "", ""}, today)), "on");
  EXPECT_EQ(outcome(parse({"2026-03-02", " ", "Texto", "", ""}, today)), "subject");
  EXPECT_EQ(outcome(parse({"2026-03-02", "Asunto", "", "", ""}, today)), "text");
  EXPECT_EQ(outcome(parse({"2026-03-02", "Asunto", "Texto", "", "?"}, today)), "meeting");
}

class House : public meetings::House {
 public:
  House() : meetings::House({&manifest}) {}
  std::string issue_as(const char* who, const Input& input, CommitteeId body = {}) {
    return outcome(app.db().write([&](db::Tx& tx) { return issue(tx, act(who), alliance, body ? body : energy, input); }));
  }
  std::string rule_as(const char* who, const char* months) {
    return outcome(app.db().write([&](db::Tx& tx) { return set_rule(tx, act(who), alliance, energy, months); }));
  }
  int look() {
    return app.write([&](db::Tx& tx) { return watch(tx, alliance); });
  }
  Book book_now() {
    return app.read([&](db::Tx& tx) { return opinions::book(tx, app.person("secretariat"), alliance, energy); });
  }
  void hold(const meetings::Meeting& m) {
    app.write([&](db::Tx& tx) { return meetings::change_state(tx, act("director"), alliance, m.id, meetings::State::held, ""); });
  }
  void at(const std::string& civil) { app.clock().set(Zone().instant_of(*CivilTime::parse(civil))); }
};

TEST(Opinions, AreIssuedByWhoConvenesAndByTheOfficersAndRestOnASessionOfTheBody) {
  House house;
  const Input input{"2026-03-01", "Agua", "Conviene estudiarla.", "", ""};
  for (const auto* who : {"active", "suspended", "facilitator", "legal", "stopped_officer"})
    EXPECT_EQ(house.issue_as(who, input), "forbidden") << who;
  EXPECT_EQ(house.issue_as("outsider", input), "not_found");
  EXPECT_EQ(house.issue_as("officer", input), "done");
  EXPECT_EQ(house.issue_as("secretariat", input), "done");
  const auto session = house.meeting("Sesión", "2026-02-20", house.energy);
  auto resting = input;
  resting.meeting = session.id.text();
  EXPECT_EQ(house.issue_as("officer", resting), "meeting") << "it is not held yet";
  house.hold(session);
  EXPECT_EQ(house.issue_as("officer", resting), "done");
  EXPECT_EQ(house.issue_as("secretariat", resting, house.water), "meeting") << "it was the session of another body";
  const auto b = house.book_now();
  ASSERT_EQ(b.opinions.size(), 3U);
  EXPECT_EQ(b.opinions[0].number, 3);
}

TEST(Opinions, AreWithdrawnWithAReasonAndStay) {
  House house;
  house.issue_as("officer", {"2026-03-01", "Agua", "Conviene estudiarla.", "", ""});
  const auto id = house.book_now().opinions.at(0).id;
  const auto withdraw_as = [&](const char* who, const char* reason) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return withdraw(tx, house.act(who), house.alliance, house.energy, id, reason); }));
  };
  EXPECT_EQ(withdraw_as("active", "Error"), "forbidden");
  EXPECT_EQ(withdraw_as("officer", " "), "reason");
  EXPECT_EQ(withdraw_as("officer", "Se citó mal la fuente"), "done");
  EXPECT_EQ(withdraw_as("officer", "Se citó mal la fuente"), "conflict");
  EXPECT_TRUE(house.book_now().opinions.at(0).withdrawn);
}

TEST(Dormancy, RaisesExactlyOneAlertForEachSilenceInASimulatedYearAndAHalf) {
  House house;
  house.at("2026-03-02T06:20");
  ASSERT_EQ(house.rule_as("secretariat", "3"), "done");
  EXPECT_EQ(house.rule_as("officer", "3"), "forbidden");
  int raised = 0;
  for (auto today = day("2026-03-02"); today < day("2027-09-02"); today = today.plus_days(1)) {
    house.at(today.text() + "T06:20");
    raised += house.look();
    raised += house.look();  // another server, or the same after a restart
    if (today == day("2026-07-01") || today == day("2026-08-15"))
      house.issue_as("officer", {today.text(), "Agua", "Conviene estudiarla.", "", ""});
  }
  // From the second of March on it is silent until July, and from the middle of August on until the end.
  const auto alerts = house.book_now().alerts;
  ASSERT_EQ(alerts.size(), 2U);
  EXPECT_EQ(raised, 2);
  EXPECT_EQ(alerts[1].quiet_since, day("2026-03-02"));
  EXPECT_EQ(Zone().date_of(alerts[1].raised_at), day("2026-06-02"));
  EXPECT_EQ(alerts[1].closing, Closing::awake);
  EXPECT_EQ(alerts[0].quiet_since, day("2026-08-15"));
  EXPECT_FALSE(alerts[0].closed_at);
}

TEST(Dormancy, ASessionHeldWakesABodyAndAClosedAlertIsNotRaisedAgain) {
  House house;
  house.rule_as("secretariat", "1");
  house.at("2026-04-10T06:20");
  EXPECT_EQ(house.look(), 1);
  const auto close_as = [&](const char* who, const char* reason) {
    const auto id = house.book_now().alerts.at(0).id;
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return close(tx, house.act(who), house.alliance, house.energy, id, reason); }));
  };
  EXPECT_EQ(close_as("active", "Vacaciones"), "forbidden");
  EXPECT_EQ(close_as("officer", ""), "reason");
  EXPECT_EQ(close_as("officer", "Vacaciones"), "done");
  EXPECT_EQ(close_as("officer", "Vacaciones"), "conflict");
  EXPECT_EQ(house.look(), 0) << "the same silence is not told twice";
  house.hold(house.meeting("Sesión", "2026-04-10", house.energy));
  EXPECT_EQ(house.look(), 0);
  house.at("2026-05-10T06:20");
  EXPECT_EQ(house.look(), 1) << "another silence, since the session";
  EXPECT_EQ(house.rule_as("secretariat", "0"), "done");
  EXPECT_EQ(house.rule_as("secretariat", "0"), "conflict");
}

TEST(Dormancy, IsWatchedByTheDailyJob) {
  House house;
  house.rule_as("director", "1");
  jobs::Kinds kinds;
  kinds.add(watching());
  EXPECT_GE(jobs::run_due(house.app.db(), kinds).value(), 0);
  house.app.clock().advance(std::chrono::hours(24 * 60));
  EXPECT_GE(jobs::run_due(house.app.db(), kinds).value(), 0);
}

TEST(Dormancy, StandsOnTheFirstPageOfWhoLooksAfterTheBodyAndOnItsPage) {
  House house;
  house.rule_as("director", "1");
  house.at("2026-04-10T06:20");
  house.look();
  const auto root = "/alliances/" + house.alliance.text();
  const auto body = root + "/committees/" + house.energy.text();
  const auto page = [&](const char* who, const std::string& path) { return house.app.client(house.app.person(who)).get(path); };
  for (const auto* who : {"secretariat", "director", "officer"})
    EXPECT_TRUE(page(who, root).contains("Energía no sesiona ni opina desde el 2 mar 2026")) << who;
  EXPECT_FALSE(page("active", root).contains("no sesiona ni opina"));
  EXPECT_TRUE(page("active", body).contains("Sin sesión ni opinión desde el 2 de marzo de 2026."));
  auto& officer = house.app.client(house.app.person("officer"));
  const auto form = body + "/opinions/new";
  EXPECT_EQ(officer.submit_from(form, form, {{"on", "2026-04-10"}, {"subject", ""}, {"text", "x"}}).status, 422);
  EXPECT_EQ(officer.submit_from(form, form, {{"on", "2026-04-10"}, {"subject", "Agua"}, {"text", "Conviene estudiarla."}}).status,
            303);
  EXPECT_TRUE(page("active", body + "/opinions").contains("Conviene estudiarla."));
  const auto rule = body + "/dormancy";
  EXPECT_EQ(officer.get(rule).status, 403);
  auto& office = house.app.client(house.app.person("secretariat"));
  EXPECT_EQ(office.submit_from(rule, rule, {{"months", "40"}}).status, 422);
  EXPECT_EQ(office.submit_from(rule, rule, {{"months", "6"}}).status, 303);
  EXPECT_TRUE(page("active", body + "/opinions").contains("Volvió a sesionar u opinar"));
}

TEST(Opinions, AreReadAndIssuedByPrograms) {
  House house;
  auto client = house.app.token_client(house.app.person("secretariat"), {"committees:read", "committees:write"});
  const auto body = "/api/v1/alliances/" + house.alliance.text() + "/committees/" + house.energy.text();
  const auto api = body + "/opinions";
  const auto silence = body + "/dormancy";
  EXPECT_EQ(client.json(http::Method::post, api, R"({"on":"2026-01-05","subject":"Agua","text":"Conviene."})").status, 201);
  EXPECT_EQ(client.json(http::Method::put, silence, R"({"months":1})").status, 200);
  const auto b = house.book_now();
  ASSERT_EQ(b.alerts.size(), 1U);
  EXPECT_EQ(client.json(http::Method::post, silence + "/" + b.alerts[0].id.text() + "/closing", R"({"reason":"Feria"})").status,
            201);
  EXPECT_EQ(client.json(http::Method::post, api + "/" + b.opinions[0].id.text() + "/withdrawal", R"({"reason":"Error"})").status,
            201);
  EXPECT_NE(client.json(http::Method::get, api).body.find("Feria"), std::string::npos);
}

}  // namespace
}  // namespace alianza::opinions
