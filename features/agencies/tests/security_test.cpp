#include <gtest/gtest.h>

#include "features/accounts/feature.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/membership/feature.h"
#include "platform/auth/second_factor.h"
#include "platform/auth/totp.h"
#include "platform/test/test_app.h"

namespace alianza::agencies {
namespace {

class Security : public testing::Test {
 protected:
  Security() {
    const Input input{"agencia", "Agencia de prueba", "", "AP", "MX", "America/Mexico_City", "#4A3C8C", "#2c2260", "#ece8f7"};
    const auto op = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return create(tx, op, input); }).id;
    const auto here = auth::Scope::agency(agency.value());
    app.appoint(director, here, auth::Role::director);
    app.appoint(secretary, here, auth::Role::secretariat);
    app.appoint(lawyer, here, auth::Role::legal);
    home = "/agencies/" + agency.text();
  }
  void enrol(const auth::Actor& actor) {
    app.write([&](db::Tx& tx) -> Done {
      const auto secret = TRY(auth::begin_second_factor(tx, app.site().gate.seal(), actor.account));
      TRY(auth::confirm_second_factor(tx, app.site().gate.seal(), actor.account, auth::totp::code_at(secret, tx.now())));
      return {};
    });
  }
  std::string reset_of(const auth::Actor& actor) {
    const auto rows = app.read([&](db::Tx& tx) { return Result<std::vector<Holder>>(people(tx, agency)); });
    for (const auto& row : rows)
      if (row.appointment.account == actor.account) return home + "/appointments/" + row.appointment.id.text() + "/second-factor";
    return {};
  }
  http::TestAnswer demand_it() {
    return app.client(director).submit_from(home + "/second-factor", home + "/second-factor", {{"second_factor", "demanded"}});
  }

  test::TestApp app{{&accounts::manifest, &membership::manifest, &manifest}};
  auth::Actor director = app.person("directora");
  auth::Actor secretary = app.person("secretario");
  auth::Actor lawyer = app.person("abogada");
  AgencyId agency;
  std::string home;
};

TEST_F(Security, WhoHasPowerAndNoSecondFactorIsLedToEnrolOnTheNextPageAlsoOfAnOpenSession) {
  EXPECT_EQ(app.client(secretary).get(home).status, 200);
  EXPECT_EQ(demand_it().status, 303);
  const auto led = app.client(secretary).get(home);
  EXPECT_EQ(led.status, 303);
  EXPECT_EQ(led.location(), "/account/second-factor?why=demanded&next=%2Fagencies%2F" + agency.text());
  const auto page = app.client(secretary).get(led.location());
  EXPECT_TRUE(page.contains("Su institución pide segundo factor"));
  EXPECT_EQ(app.client(app.server_operator()).get("/accounts").location().substr(0, 22), "/account/second-factor");
  EXPECT_EQ(app.client(lawyer).get(home).status, 200) << "an office without that power";
  enrol(secretary);
  EXPECT_EQ(app.client(secretary).get(home).status, 200);
}

TEST_F(Security, ThePageSpeaksAsPeopleDoAndAnAppointmentBeginsTodayUnlessToldOtherwise) {
  const auto page = app.client(director).get(home);
  EXPECT_TRUE(page.contains("<dd>México</dd>"));
  EXPECT_TRUE(page.contains("<dd>Ciudad de México y centro del país</dd>"));
  EXPECT_FALSE(page.contains("America/Mexico_City"));
  EXPECT_TRUE(app.client(director).get(home + "/appointments/new").contains("value=\"" + app.today().text() + "\""));
}

TEST_F(Security, FormsThatAreSentAndTheOwnAccountAreLeftAlone) {
  demand_it();
  EXPECT_EQ(app.client(secretary).get("/account").status, 200);
  EXPECT_EQ(app.client(secretary).get("/en/account/sessions").status, 200);
  EXPECT_EQ(app.client(secretary).json(http::Method::get, "/api/v1/agencies").status, 200);
}

TEST_F(Security, OnlyTheDirectorDemandsItAndCanStopDemandingIt) {
  for (const auto& other : {secretary, lawyer, app.server_operator()}) {
    EXPECT_EQ(app.client(other).get(home + "/second-factor").status, 403);
    EXPECT_EQ(app.client(other).submit_from("/account", home + "/second-factor", {{"second_factor", "free"}}).status, 403);
  }
  EXPECT_EQ(demand_it().status, 303);
  enrol(director);
  EXPECT_TRUE(app.client(director).get(home + "/second-factor").contains("value=\"demanded\" checked"));
  EXPECT_EQ(app.client(director).submit(home + "/second-factor", {{"second_factor", "x"}}).status, 422);
  EXPECT_EQ(app.client(director).submit(home + "/second-factor", {{"second_factor", "free"}}).status, 303);
  EXPECT_EQ(app.client(secretary).get(home).status, 200);
}

TEST_F(Security, TheDirectorFreesWhoLostATelephoneWithAReason) {
  enrol(secretary);
  EXPECT_EQ(app.client(secretary).get("/account").status, 200);
  auto& client = app.client(director);
  EXPECT_TRUE(client.get(home).contains("con segundo factor"));
  const auto address = reset_of(secretary);
  EXPECT_TRUE(client.get(home).contains(address));
  EXPECT_EQ(client.submit_from(address, address, {{"reason", " "}}).status, 422);
  EXPECT_EQ(client.submit_from(address, address, {{"reason", "Perdió su teléfono"}}).status, 303);
  EXPECT_EQ(app.client(secretary).get("/account").status, 303) << "the sessions ended";
  EXPECT_EQ(client.get(address).status, 409) << "has none";
  EXPECT_FALSE(client.get(home).contains("con segundo factor"));
}

TEST_F(Security, ASecondFactorThatGuardsOtherDoorsTooIsTheOperatorsToTakeAway) {
  enrol(secretary);
  enrol(director);
  EXPECT_EQ(app.client(lawyer).get(reset_of(secretary)).status, 403);
  EXPECT_EQ(app.client(director).get(reset_of(director)).status, 409) << "one's own";
  app.appoint(secretary, auth::Scope::server(), auth::Role::server_operator);
  const auto answer = app.client(director).submit_from("/account", reset_of(secretary), {{"reason", "Perdió su teléfono"}});
  EXPECT_EQ(answer.status, 409);
  EXPECT_TRUE(answer.contains("quien opera el servidor"));
}

TEST_F(Security, TheApiSaysAndDoesTheSame) {
  using enum http::Method;
  auto key = app.token_client(director, {"agencies:write"});
  const auto rule = "/api/v1/agencies/" + agency.text() + "/second-factor";
  EXPECT_TRUE(key.json(get, rule).contains("\"second_factor\":\"free\""));
  EXPECT_EQ(key.json(put, rule, R"({"second_factor":"demanded"})").status, 200);
  EXPECT_EQ(key.json(put, rule, R"({"second_factor":"x"})").status, 422);
  EXPECT_TRUE(key.json(get, rule).contains("\"second_factor\":\"demanded\""));
  enrol(secretary);
  const auto reset = "/api/v1" + reset_of(secretary) + "/reset";
  EXPECT_EQ(key.json(post, reset, R"({"reason":"Perdió su teléfono"})").status, 204);
  EXPECT_EQ(key.json(post, reset, R"({"reason":"Perdió su teléfono"})").status, 409);
}

}  // namespace
}  // namespace alianza::agencies
