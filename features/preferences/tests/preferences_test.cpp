#include "features/committees/tests/house.h"
#include "features/preferences/actions.h"
#include "features/preferences/feature.h"

namespace alianza::preferences {
namespace {

std::string outcome(const Done& done) {
  if (done) return "done";
  switch (done.error().fault) {
    case Fault::forbidden: return "forbidden";
    case Fault::not_found: return "not_found";
    case Fault::conflict: return "conflict:" + (done.error().fields.empty() ? "" : done.error().fields.front().field);
    case Fault::invalid: return done.error().fields.empty() ? "invalid" : done.error().fields.front().field;
    default: return "other";
  }
}

class House : public committees::House {
 public:
  House() : committees::House({&manifest}) {
    energy = committee("Energía").id;
    water = committee("Agua").id;
    org = seats.at("active");
    app.appoint(app.person("delegate"), auth::Scope::organization(org.value()), auth::Role::delegate);
  }
  std::string state_as(const char* who, const std::vector<std::string>& choices) {
    return outcome(app.db().write([&](db::Tx& tx) { return state(tx, act(who), alliance, org, {choices, "Nos interesa"}); }));
  }
  std::string assign_as(const char* who, CommitteeId to, const char* reason = "Lo eligió en primer lugar") {
    return outcome(app.db().write([&](db::Tx& tx) {
      return assign(tx, act(who), alliance, org, {to.text(), "2026-03-01", reason});
    }));
  }
  CommitteeId energy;
  CommitteeId water;
  OrganizationId org;
};

TEST(Preferences, AreReadInOrderWithoutRepeatingABody) {
  const auto a = CommitteeId::make();
  const auto b = CommitteeId::make();
  const auto field = [&](const std::vector<std::string>& choices) {
    const auto wanted = parse({choices, ""}, {a, b});
    return wanted ? std::string() : wanted.error().fields.at(0).field;
  };
  EXPECT_EQ(field({b.text(), "", a.text()}), "");
  EXPECT_EQ(field({}), "choice_1");
  EXPECT_EQ(field({"", ""}), "choice_1");
  EXPECT_EQ(field({a.text(), a.text()}), "choice_2");
  EXPECT_EQ(field({a.text(), CommitteeId::make().text()}), "choice_2");
  const auto counted = count({{{}, {}, "", {}, {b, a}}, {{}, {}, "", {}, {a}}});
  EXPECT_EQ(counted.at(a), (Count{1, 1, 0, 0, 0}));
  EXPECT_EQ(counted.at(b), (Count{1, 0, 0, 0, 0}));
}

TEST(Preferences, AreStatedByWhoActsForTheOrganisation) {
  House house;
  const std::pair<const char*, const char*> cases[] = {
      {"anonymous", "not_found"},   {"outsider", "not_found"},    {"invited", "not_found"},
      {"suspended", "not_found"},   {"facilitator", "not_found"}, {"legal", "forbidden"},
      {"secretariat", "forbidden"}, {"active", "done"},           {"delegate", "done"}};
  for (const auto& [who, expected] : cases)
    EXPECT_EQ(house.state_as(who, {house.water.text(), house.energy.text()}), expected) << who;
  EXPECT_EQ(house.state_as("active", {house.energy.text()}), "done") << "another statement replaces it";
  const auto s = house.app.read([&](db::Tx& tx) { return survey(tx, house.person("secretariat"), house.alliance); });
  ASSERT_EQ(s.statements.size(), 1U);
  EXPECT_EQ(s.statements[0].choices, std::vector<CommitteeId>{house.energy});
}

TEST(Preferences, AreAssignedWithAReasonAndSeveralAreAllowed) {
  House house;
  house.state_as("active", {house.water.text(), house.energy.text()});
  for (const auto* who : {"active", "legal"}) EXPECT_EQ(house.assign_as(who, house.water), "forbidden") << who;
  EXPECT_EQ(house.assign_as("secretariat", house.water, " "), "reason");
  EXPECT_EQ(house.assign_as("secretariat", CommitteeId::make()), "committee");
  EXPECT_EQ(house.assign_as("secretariat", house.water), "done");
  EXPECT_EQ(house.assign_as("secretariat", house.water), "conflict:committee");
  EXPECT_EQ(house.assign_as("director", house.energy), "done");
  EXPECT_EQ(house.app.read([&](db::Tx& tx) { return committees::memberships_of(tx, house.org); }).size(), 2U);
  const auto s = house.app.read([&](db::Tx& tx) { return survey(tx, house.person("active"), house.alliance); });
  ASSERT_EQ(s.assignments.size(), 2U);
  EXPECT_EQ(s.assignments[0].reason, "Lo eligió en primer lugar");
}

TEST(Preferences, AreShownToTheAgencyAndToTheirOwnOrganisationOnly) {
  House house;
  house.state_as("active", {house.energy.text()});
  const auto at = "/alliances/" + house.alliance.text() + "/preferences";
  const auto get = [&](const char* who) { return house.app.client(house.person(who)).get(at); };
  for (const auto* who : {"secretariat", "director", "legal"}) EXPECT_TRUE(get(who).contains("Nos interesa")) << who;
  EXPECT_TRUE(get("active").contains("Nos interesa"));
  EXPECT_FALSE(get("active").contains("Cuántas prefieren"));
  EXPECT_EQ(get("suspended").status, 200);
  EXPECT_FALSE(get("suspended").contains("Nos interesa"));
  EXPECT_EQ(get("facilitator").status, 403);
  EXPECT_EQ(get("outsider").status, 404);
  const auto committee = "/alliances/" + house.alliance.text() + "/committees/" + house.energy.text();
  EXPECT_TRUE(house.app.client(house.person("secretariat")).get(committee).contains("1 organización lo eligió"));
  EXPECT_FALSE(house.app.client(house.person("active")).get(committee).contains("lo eligió"));
}

TEST(Preferences, AskTheDatabaseAsOftenWithManyOrganisationsAsWithFew) {
  House house;
  const auto at = "/alliances/" + house.alliance.text() + "/preferences";
  const auto statements = [&] {
    auto& client = house.app.client(house.person("secretariat"));
    client.get(at);
    const auto before = house.app.db().stats().statements;
    EXPECT_EQ(client.get(at).status, 200);
    return house.app.db().stats().statements - before;
  };
  house.state_as("active", {house.energy.text()});
  const auto few = statements();
  for (int i = 0; i < 12; ++i) {
    const auto who = "person" + std::to_string(i);
    const auto org = house.member(membership::Status::active);
    house.app.appoint(house.person(who), auth::Scope::organization(org.value()), auth::Role::representative);
    house.app.write([&](db::Tx& tx) {
      return state(tx, house.act(who), house.alliance, org, {{house.water.text(), house.energy.text()}, ""});
    });
  }
  EXPECT_EQ(statements(), few);
}

TEST(Preferences, AreWrittenOnTheirPagesAndByPrograms) {
  House house;
  const auto at = "/alliances/" + house.alliance.text() + "/preferences/" + house.org.text();
  auto& active = house.app.client(house.person("active"));
  EXPECT_EQ(active.submit_from(at, at, {{"choice_1", ""}}).status, 422);
  EXPECT_EQ(active.submit_from(at, at, {{"choice_1", house.water.text()}, {"note", "Tenemos un taller"}}).status, 303);
  auto& office = house.app.client(house.person("secretariat"));
  EXPECT_EQ(office
                .submit_from(at + "/assign", at + "/assign",
                             {{"committee", house.water.text()}, {"since", "2026-03-01"}, {"reason", "Su primera opción"}})
                .status,
            303);
  auto client = house.app.token_client(house.person("active"), {"committees:read", "committees:write"});
  EXPECT_EQ(client.json(http::Method::put, "/api/v1" + at, R"({"choices":[")" + house.energy.text() + R"("]})").status, 200);
  EXPECT_EQ(client.json(http::Method::put, "/api/v1" + at, R"({"choices":[]})").status, 422);
  auto program = house.app.token_client(house.person("director"), {"committees:read", "committees:write"});
  EXPECT_EQ(program
                .json(http::Method::post, "/api/v1" + at + "/assignments",
                      R"({"since":"2026-03-01","reason":"También","committee":")" + house.energy.text() + R"("})")
                .status,
            201);
}

TEST(Preferences, AMergeKeepsOneStatementInForceAndItsUndoingGivesBothBack) {
  House house;
  house.state_as("active", {house.energy.text()});
  const auto other = house.member(membership::Status::active);
  house.app.appoint(house.person("other"), auth::Scope::organization(other.value()), auth::Role::representative);
  house.app.write([&](db::Tx& tx) { return state(tx, house.act("other"), house.alliance, other, {{house.water.text()}, ""}); });
  const auto in_force = [&] {
    return house.app.read([&](db::Tx& tx) { return survey(tx, house.person("director"), house.alliance); }).statements.size();
  };
  const Merge m{77, house.org, other};
  house.app.write([&](db::Tx& tx) -> Done {
    merge(tx, m);
    return {};
  });
  EXPECT_EQ(in_force(), 1U);
  house.app.write([&](db::Tx& tx) -> Done {
    unmerge(tx, m);
    return {};
  });
  EXPECT_EQ(in_force(), 2U);
}

}  // namespace
}  // namespace alianza::preferences
