#include <set>

#include "features/cadences/actions.h"
#include "features/cadences/feature.h"
#include "features/cadences/jobs.h"
#include "features/meetings/tests/house.h"
#include "platform/jobs/workers.h"

namespace alianza::cadences {
namespace {

using meetings::day;
using meetings::outcome;

Cadence rule(int months, const char* since) {
  Cadence c;
  c.months = months;
  c.since = day(since);
  return c;
}

TEST(Periods, FollowEachOtherFromTheFirstMonthAndAreOverAfterTheirLastDay) {
  const auto monthly = periods_over(rule(1, "2025-11-01"), day("2026-03-01"));
  ASSERT_EQ(monthly.size(), 4U);
  EXPECT_EQ(monthly[0], (Period{day("2025-11-01"), day("2025-11-30")}));
  EXPECT_EQ(monthly[3], (Period{day("2026-02-01"), day("2026-02-28")}));
  EXPECT_EQ(periods_over(rule(1, "2025-11-01"), day("2026-02-28")).size(), 3U) << "its last day is not over yet";
  EXPECT_EQ(periods_over(rule(3, "2025-11-01"), day("2026-02-01")),
            (std::vector<Period>{{day("2025-11-01"), day("2026-01-31")}}));
  EXPECT_TRUE(periods_over(rule(1, "2026-04-01"), day("2026-03-02")).empty());
  EXPECT_EQ(periods_over(rule(1, "2025-11-01"), day("2026-03-01"), day("2026-01-31")).size(), 2U);
  EXPECT_EQ(periods_over(rule(1, "2025-11-01"), day("2026-03-01"), day("2026-02-01")).size(), 3U);
}

TEST(Rules, AreJudgedFieldByField) {
  const auto today = day("2026-03-02");
  EXPECT_EQ(parse({"1", "2026-01-20"}, today)->since, day("2026-01-01"));
  EXPECT_EQ(parse({"", ""}, today)->months, 0);
  for (const auto& [months, since, field] : std::vector<std::array<const char*, 3>>{{"0", "2026-01-01", "months"},
                                                                                    {"13", "2026-01-01", "months"},
                                                                                    {"x", "2026-01-01", "months"},
                                                                                    {"1", "", "since"},
                                                                                    {"1", "2024-02-29", "since"},
                                                                                    {"1", "2027-04-01", "since"}})
    EXPECT_EQ(outcome(parse({months, since}, today)), field) << months << " " << since;
}

class House : public meetings::House {
 public:
  House() : meetings::House({&manifest}) {}
  std::string set_rule(const char* who, CommitteeId committee, const RuleInput& input) {
    return outcome(app.db().write([&](db::Tx& tx) { return set(tx, act(who), alliance, committee, input); }));
  }
  std::string close_alert(const char* who, const Alert& alert, const ClosingInput& input) {
    return outcome(app.db().write([&](db::Tx& tx) { return close(tx, act(who), alliance, alert.committee, alert.id, input); }));
  }
  void hold(CommitteeId committee, const std::string& on) {
    const auto m = meeting("Sesión del " + on, on, committee);
    app.write([&](db::Tx& tx) { return meetings::change_state(tx, act("director"), alliance, m.id, meetings::State::held, ""); });
  }
  /// The daily look, as the job does it.
  int look() {
    return app.write([&](db::Tx& tx) { return watch(tx, alliance); });
  }
  std::vector<Alert> alerts(CommitteeId committee) {
    return app.read([&](db::Tx& tx) { return book(tx, app.person("secretariat"), alliance, committee); }).alerts;
  }
  void at(const std::string& civil, const Zone& zone = Zone()) { app.clock().set(zone.instant_of(*CivilTime::parse(civil))); }
};

TEST(Cadence, RaisesExactlyOneAlertForEachMissedMonthInTwoSimulatedYears) {
  for (const auto* zone_name : {"America/Mexico_City", "America/Tijuana"}) {
    House house;
    if (std::string(zone_name) == "America/Tijuana")
      house.app.write([&](db::Tx& tx) {
        tx.exec("UPDATE alliances SET zone = 'America/Tijuana'");
        return Done{};
      });
    const auto zone = *Zone::parse(zone_name);
    house.at("2026-03-02T06:10", zone);
    ASSERT_EQ(house.set_rule("secretariat", house.energy, {"1", "2026-03-01"}), "done");
    ASSERT_EQ(house.set_rule("secretariat", house.water, {"3", "2026-03-01"}), "done");
    // Held on the twelfth of every month but these, and on the very last day of one, an hour before midnight.
    const std::set<std::string> missed{"2026-04", "2026-08", "2026-11", "2027-07", "2028-02"};
    int raised = 0;
    for (auto today = day("2026-03-02"); today < day("2028-03-02"); today = today.plus_days(1)) {
      house.at(today.text() + "T06:10", zone);
      raised += house.look();
      raised += house.look();  // another server, or the same after a restart
      const auto month = today.text().substr(0, 7);
      const bool last_of_may = today.text() == "2026-05-31";
      if (!missed.contains(month) && (month == "2026-05" ? last_of_may : today.day() == 12)) {
        house.at(today.text() + "T23:00", zone);
        house.hold(house.energy, today.text());
      }
    }
    std::set<std::string> told;
    for (const auto& a : house.alerts(house.energy)) {
      EXPECT_TRUE(told.insert(a.first.text().substr(0, 7)).second) << "twice: " << a.first.text();
      EXPECT_EQ(zone.date_of(a.raised_at), a.last.plus_days(1)) << zone_name << " " << a.first.text();
    }
    EXPECT_EQ(told, missed) << zone_name;
    EXPECT_EQ(house.alerts(house.water).size(), 8U) << "eight quarters without a session";
    EXPECT_EQ(raised, 5 + 8);
  }
}

TEST(Cadence, AfterALongPauseRaisesWhatItMissedOnce) {
  House house;
  house.set_rule("director", house.energy, {"1", "2025-10-01"});
  EXPECT_EQ(house.look(), 5);
  EXPECT_EQ(house.look(), 0);
  house.at("2026-07-01T00:00");
  EXPECT_EQ(house.look(), 4);
  house.set_rule("director", house.energy, {"1", "2025-10-01"});
  EXPECT_EQ(house.look(), 0) << "another rule with the same months";
  house.set_rule("director", house.energy, {"", ""});
  house.at("2026-12-01T00:00");
  EXPECT_EQ(house.look(), 0);
}

TEST(Cadence, IsWatchedByTheDailyJob) {
  House house;
  house.set_rule("director", house.energy, {"1", "2026-02-01"});
  jobs::Kinds kinds;
  kinds.add(watching());
  EXPECT_GE(jobs::run_due(house.app.db(), kinds).value(), 0);
  house.app.clock().advance(std::chrono::hours(24));
  EXPECT_GE(jobs::run_due(house.app.db(), kinds).value(), 0);
}

TEST(Alerts, CloseByThemselvesWhenTheSessionWasOnlyNotRecorded) {
  House house;
  house.set_rule("director", house.energy, {"1", "2026-02-01"});
  EXPECT_EQ(house.look(), 1);
  house.hold(house.energy, "2026-02-20");
  EXPECT_EQ(house.look(), 0);
  const auto alert = house.alerts(house.energy).at(0);
  EXPECT_EQ(alert.closing, Closing::recorded);
  EXPECT_TRUE(alert.closed_at);
}

TEST(Alerts, AreClosedWithAReasonOrALaterSessionByWhoLooksAfterTheCommittee) {
  House house;
  house.set_rule("director", house.energy, {"1", "2026-01-01"});
  EXPECT_EQ(house.look(), 2);
  const auto newest = house.alerts(house.energy).at(0);
  const auto oldest = house.alerts(house.energy).at(1);
  for (const auto* who : {"active", "suspended", "facilitator", "legal", "stopped_officer"})
    EXPECT_EQ(house.close_alert(who, oldest, {"excused", "Vacaciones", ""}), "forbidden") << who;
  EXPECT_EQ(house.close_alert("outsider", oldest, {"excused", "Vacaciones", ""}), "not_found");
  EXPECT_EQ(house.close_alert("officer", oldest, {"", "Vacaciones", ""}), "closing");
  EXPECT_EQ(house.close_alert("officer", oldest, {"recorded", "Vacaciones", ""}), "closing");
  EXPECT_EQ(house.close_alert("officer", oldest, {"excused", "", ""}), "reason");
  EXPECT_EQ(house.close_alert("officer", oldest, {"excused", "Vacaciones", ""}), "done");
  EXPECT_EQ(house.close_alert("officer", oldest, {"excused", "Vacaciones", ""}), "conflict");
  house.hold(house.energy, "2026-03-01");
  house.hold(house.water, "2026-03-01");
  const auto sessions =
      house.app.read([&](db::Tx& tx) -> Result<std::vector<meetings::Meeting>> { return later_sessions(tx, newest); });
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(house.close_alert("secretariat", newest, {"made_up", "", ""}), "meeting");
  EXPECT_EQ(house.close_alert("secretariat", newest, {"made_up", "", sessions[0].id.text()}), "done");
  EXPECT_EQ(house.look(), 0) << "closed ones are not raised again";
}

TEST(Alerts, StandOnTheFirstPageOfWhoLooksAfterThemAndOnTheCommitteesPage) {
  House house;
  house.set_rule("director", house.energy, {"1", "2026-02-01"});
  house.look();
  const auto root = "/alliances/" + house.alliance.text();
  const auto page = [&](const std::string& who, const std::string& path) {
    return house.app.client(house.app.person(who)).get(path).body;
  };
  const auto has = [](const std::string& body, const char* words) { return body.find(words) != std::string::npos; };
  for (const auto* who : {"secretariat", "director", "officer"})
    EXPECT_TRUE(has(page(who, root), "Energía no sesionó en febrero de 2026")) << who;
  EXPECT_FALSE(has(page("active", root), "no sesionó"));
  const auto committee = root + "/committees/" + house.energy.text();
  EXPECT_TRUE(has(page("active", committee), "Sesiona cada mes desde febrero de 2026"));
  EXPECT_FALSE(has(page("active", committee), "Cerrar la alerta"));
  auto& client = house.app.client(house.app.person("officer"));
  const auto close = committee + "/cadence/alerts/" + house.alerts(house.energy).at(0).id.text();
  EXPECT_EQ(client.submit_from(close, close, {{"closing", "excused"}, {"reason", ""}, {"meeting", ""}}).status, 422);
  EXPECT_EQ(client.submit_from(close, close, {{"closing", "excused"}, {"reason", "Semana Santa"}, {"meeting", ""}}).status, 303);
  EXPECT_TRUE(has(page("active", committee), "Semana Santa"));
  EXPECT_FALSE(has(page("officer", root), "no sesionó"));
  EXPECT_EQ(client.get(committee + "/cadence").status, 403);
  auto& secretariat = house.app.client(house.app.person("secretariat"));
  EXPECT_EQ(
      secretariat.submit_from(committee + "/cadence", committee + "/cadence", {{"months", "2"}, {"since", "2026-01-15"}}).status,
      303);
  EXPECT_TRUE(has(page("active", committee), "Sesiona cada 2 meses desde enero de 2026"));
}

TEST(Cadence, IsSetByPrograms) {
  House house;
  auto client = house.app.token_client(house.app.person("secretariat"), {"committees:read", "committees:write"});
  const auto root = "/api/v1/alliances/" + house.alliance.text();
  const auto at = root + "/committees/" + house.energy.text() + "/cadence";
  EXPECT_EQ(client.json(http::Method::put, at, R"({"months":1,"since":"2026-02-01"})").status, 200);
  const auto alert = house.alerts(house.energy).at(0).id.text();
  EXPECT_NE(client.json(http::Method::get, root + "/cadences").body.find(alert), std::string::npos);
  EXPECT_EQ(
      client.json(http::Method::post, at + "/alerts/" + alert + "/closing", R"({"closing":"excused","reason":"Feria"})").status,
      201);
  EXPECT_NE(client.json(http::Method::get, at).body.find("Feria"), std::string::npos);
  EXPECT_EQ(client.json(http::Method::put, at, R"({"months":20,"since":"2026-02-01"})").status, 422);
}

}  // namespace
}  // namespace alianza::cadences
