// What taking part brings, on both engines: rules, the ranking that names nobody, and KPIs that nobody else reads.
#include "features/documents/feature.h"
#include "features/engagements/actions.h"
#include "features/engagements/feature.h"
#include "features/experiences/feature.h"
#include "features/meetings/tests/house.h"
#include "features/portal/feature.h"
#include "features/terms/feature.h"
#include "features/values/actions.h"
#include "features/values/feature.h"

namespace alianza::values {
namespace {

using meetings::day;
using meetings::outcome;
using membership::Status;

TEST(Amounts, AreNumbersWithAtMostThreeDecimals) {
  for (const auto& [typed, text] : std::map<std::string, std::string>{{"0", "0"},
                                                                      {"1250.5", "1,250.5"},
                                                                      {"-3.25", "-3.25"},
                                                                      {"1,320,000.125", "1,320,000.125"},
                                                                      {"0.100", "0.1"},
                                                                      {"999999999999.999", "999,999,999,999.999"}})
    EXPECT_EQ(Amount::parse(typed).value().text(), text) << typed;
  for (const auto* typed : {"", "-", ".5", "5.", "1.2345", "doce", "1e3", "1000000000000", "--1", "1 000"})
    EXPECT_FALSE(Amount::parse(typed)) << typed;
}

TEST(Progress, IsTheWayFromTheBaselineToTheTarget) {
  Kpi kpi;
  const auto measured = [](const char* on, std::int64_t milli, std::int64_t id) {
    Measure m;
    m.id = MeasureId(id);
    m.on = day(on);
    m.value = {milli};
    return m;
  };
  const struct {
    std::int64_t baseline, target;
    std::vector<Measure> measures;
    std::optional<std::int64_t> percent;
  } cases[] = {{0, 1000, {}, std::nullopt},
               {0, 3000, {measured("2026-01-01", 1000, 1)}, 33},
               {0, 1000, {measured("2026-02-01", 900, 1), measured("2026-01-01", 100, 2)}, 90},
               {0, 1000, {measured("2026-01-01", 100, 1), measured("2026-01-01", 200, 2)}, 20},
               {10000, 5000, {measured("2026-01-01", 7500, 1)}, 50},
               {0, 1000, {measured("2026-01-01", 2000, 1)}, 200},
               {0, 1000, {measured("2026-01-01", -500, 1)}, -50}};
  for (const auto& c : cases) {
    kpi.baseline = {c.baseline};
    kpi.target = {c.target};
    EXPECT_EQ(progress(kpi, c.measures), c.percent) << c.baseline << " " << c.target;
  }
}

TEST(Ranks, MayBeSharedAndLeaveReasonsOut) {
  const auto ranks = parse_ranks({"2", "", "1", "", "2", ""}).value();
  EXPECT_EQ(in_order(ranks), (std::vector<Reason>{Reason::business_case, Reason::strategic_interests, Reason::positioning}));
  EXPECT_EQ(outcome(parse_ranks({"", "", "", "", "", ""})), "strategic_interests");
  EXPECT_EQ(outcome(parse_ranks({"1", "7", "", "", "", ""})), "shared_change");
  EXPECT_EQ(outcome(parse_ranks({"1", "", "", "", "", "x"})), "flexibility");
  const auto counted = count({{1, 2, 0, 0, 0, 0}, {2, 1, 0, 0, 0, 0}, {3, 1, 0, 0, 0, 1}});
  EXPECT_EQ(counted[0].reason, Reason::shared_change);
  EXPECT_EQ(counted[0].named, 3);
  EXPECT_EQ(counted[0].first, 2);
  EXPECT_EQ(counted[1].reason, Reason::strategic_interests);
  EXPECT_DOUBLE_EQ(*counted[1].mean(), 2.0);
  EXPECT_EQ(counted[2].reason, Reason::flexibility);
  EXPECT_FALSE(counted[3].mean());
}

KpiInput good(const char* title = "Personas capacitadas") {
  return {"human_resources", title, "personas", "0", "2026-01-01", "120", "2026-12-31", ""};
}

class Values : public ::testing::Test, public meetings::House {
 public:
  Values()
      : meetings::House({&document::manifest, &terms::manifest, &portal::manifest, &experiences::manifest, &engagements::manifest,
                         &manifest}) {}
  std::string ranked(const char* who, OrganizationId organization, const std::array<std::string, reason_count>& typed) {
    return outcome(app.db().write([&](db::Tx& tx) { return rank(tx, act(who), alliance, organization, typed); }));
  }
  KpiId added(const char* who, const KpiInput& input = good()) {
    return app.write([&](db::Tx& tx) { return add_kpi(tx, act(who), alliance, seats[who], input); });
  }
  std::string measured(const char* who, OrganizationId organization, KpiId id, const MeasureInput& input) {
    return outcome(app.db().write([&](db::Tx& tx) { return measure(tx, act(who), alliance, organization, id, input); }));
  }
  Dashboard of(const char* who) {
    return app.read([&](db::Tx& tx) { return dashboard(tx, app.person(who), alliance, seats[who]); });
  }
  std::string page(const char* who) const {
    return "/alliances/" + alliance.text() + "/organizations/" + seats.at(who).text() + "/value";
  }
};

TEST_F(Values, areMeasuredAndTiedToWhatCameOfTheAlliance) {
  const auto mentoring = app.write([&](db::Tx& tx) {
    return engagements::open(tx, act("secretariat"), alliance,
                             {"mentoring", "Mentoría", "", "Texto", "", "2026-02-01", "", "", ""});
  });
  app.write([&](db::Tx& tx) { return engagements::join(tx, act("active"), alliance, mentoring, {}); });
  const auto id = added("active");
  const auto organization = seats["active"];
  EXPECT_EQ(measured("active", organization, id, {"30", "2026-03-03", "Lista", ""}), "on") << "tomorrow";
  EXPECT_EQ(measured("active", organization, id, {"30", "2026-03-01", " ", ""}), "evidence");
  EXPECT_EQ(measured("active", organization, id,
                     {"30", "2026-03-01", "Lista", "engagement:" + engagements::EngagementId::make().text()}),
            "origin");
  EXPECT_EQ(measured("active", organization, id, {"30", "2026-03-01", "Lista", "engagement:" + mentoring.text()}), "done");
  const auto d = of("active");
  ASSERT_EQ(d.kpis.size(), 1U);
  EXPECT_EQ(progress(d.kpis[0].kpi, d.kpis[0].measures), 25);
  EXPECT_EQ(d.results.size(), 1U);
  const auto shown = app.client(app.person("active")).get(page("active") + "/kpis/" + id.text());
  EXPECT_TRUE(shown.contains("Mentoría"));
  const auto retire = [&](const char* why) {
    return outcome(app.db().write([&](db::Tx& tx) { return retire_kpi(tx, act("active"), alliance, organization, id, why); }));
  };
  EXPECT_EQ(retire(""), "reason");
  EXPECT_EQ(retire("Cambió el área"), "done");
  EXPECT_EQ(retire("Otra vez"), "conflict");
  EXPECT_EQ(measured("active", organization, id, {"40", "2026-03-02", "Lista", ""}), "conflict");
}

TEST_F(Values, areReadByTheirOrganizationAloneAndByNobodyElse) {
  added("active", good("Horas que nadie más debe ver"));
  EXPECT_EQ(ranked("active", seats["active"], {"1", "", "", "", "", ""}), "done");
  EXPECT_TRUE(app.client(app.person("active")).get(page("active")).contains("Horas que nadie más debe ver"));
  EXPECT_TRUE(app.client(app.person("active")).get(page("active") + ".csv").contains("Horas que nadie más debe ver"));
  for (const auto* who : {"officer", "suspended", "director", "secretariat", "legal", "facilitator", "outsider"}) {
    auto& client = app.client(app.person(who));
    for (const auto* tail : {"", ".csv", ".json"}) EXPECT_EQ(client.get(page("active") + tail).status, 404) << who << tail;
    auto api = app.token_client(app.person(who), {"value:read"});
    EXPECT_EQ(api.json(http::Method::get, "/api/v1" + page("active"), "").status, 404) << who;
  }
  for (const auto* who : {"officer", "director", "secretariat"}) {
    EXPECT_EQ(ranked(who, seats["active"], {"1", "", "", "", "", ""}), "not_found") << who;
    const auto ranking = app.client(app.person(who)).get("/alliances/" + alliance.text() + "/value");
    EXPECT_EQ(ranking.status, 200) << who;
    EXPECT_FALSE(ranking.contains("Horas que nadie")) << who;
    EXPECT_FALSE(ranking.contains(seats["active"].text())) << who;
  }
  EXPECT_EQ(ranked("suspended", seats["suspended"], {"1", "", "", "", "", ""}), "forbidden");
  EXPECT_EQ(app.client(app.person("suspended")).get(page("suspended")).status, 200);
}

TEST_F(Values, tellTheRankingOfTheAllianceFromThreeOrganizationsOn) {
  const auto all = [&] { return app.read([&](db::Tx& tx) { return ranking(tx, app.person("facilitator"), alliance); }); };
  EXPECT_EQ(ranked("active", seats["active"], {"1", "2", "", "", "", ""}), "done");
  EXPECT_EQ(ranked("officer", seats["officer"], {"", "1", "", "", "", ""}), "done");
  EXPECT_EQ(all().organizations, 2);
  EXPECT_TRUE(all().rows.empty());
  const auto third = member(Status::active);
  app.appoint(app.person("third"), auth::Scope::organization(third.value()), auth::Role::representative);
  EXPECT_EQ(ranked("third", third, {"", "3", "", "", "", ""}), "done");
  EXPECT_EQ(ranked("third", third, {"", "1", "", "", "", ""}), "done") << "the newest holds";
  const auto found = all();
  ASSERT_EQ(found.rows.size(), 6U);
  EXPECT_EQ(found.rows[0].reason, Reason::shared_change);
  EXPECT_EQ(found.rows[0].named, 3);
  EXPECT_EQ(found.rows[0].first, 2);
}

TEST_F(Values, goWithTheirOrganizationThroughAMerge) {
  added("active");
  app.write([&](db::Tx& tx) {
    return organizations::merge(tx, act("director"), alliance, seats["officer"], seats["active"], "Es la misma");
  });
  EXPECT_EQ(of("officer").kpis.size(), 1U);
}

TEST_F(Values, areKeptByPagesAndProgramsAlike) {
  auto& client = app.client(app.person("active"));
  const auto form = page("active") + "/kpis/new";
  EXPECT_EQ(client
                .submit_from(form, form,
                             {{"area", "sales"}, {"title", "Ventas"}, {"unit", "pesos"}, {"baseline", "1"}, {"target", "1"}})
                .status,
            422);
  EXPECT_EQ(client
                .submit(form, {{"area", "sales"},
                               {"title", "Ventas"},
                               {"unit", "pesos"},
                               {"baseline", "0"},
                               {"baseline_on", "2026-01-01"},
                               {"target", "1000"},
                               {"target_on", "2026-12-31"}})
                .status,
            303);
  EXPECT_EQ(client.submit_from(page("active") + "/reasons", page("active") + "/reasons", {{"positioning", "1"}}).status, 303);
  EXPECT_TRUE(client.get(page("active")).contains("Posicionamiento y relaciones"));
  auto api = app.token_client(app.person("active"), {"value:write"});
  const auto id = of("active").kpis.at(0).kpi.id;
  EXPECT_EQ(api.json(http::Method::post, "/api/v1" + page("active") + "/kpis/" + id.text() + "/measures",
                     R"({"value":"250","on":"2026-03-01","evidence":"Facturas"})")
                .status,
            200);
  EXPECT_TRUE(api.json(http::Method::get, "/api/v1" + page("active"), "").contains("\"progress\":25"));
  EXPECT_TRUE(client.get("/en" + page("active")).contains("25 %"));
}

}  // namespace
}  // namespace alianza::values
