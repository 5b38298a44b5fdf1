#include "features/checkins/tests/house.h"

namespace alianza::checkins {
namespace {

bool has(const std::string& body, const std::string& words) { return body.find(words) != std::string::npos; }

class Pages : public ::testing::Test {
 protected:
  Pages() : base("/alliances/" + house.alliance.text() + "/meetings/" + house.plenary.id.text()) {}
  http::TestClient& as(const std::string& name) { return house.app.client(house.app.person(name)); }
  House house;
  std::string base;
};

TEST_F(Pages, TheScreenShowsTheCodeAfterAButtonWasPressed) {
  auto& client = as("secretariat");
  const auto before = client.get(base + "/check-in");
  EXPECT_EQ(before.status, 200);
  EXPECT_FALSE(has(before.body, "Código QR para registrar la llegada"));
  EXPECT_EQ(client.submit(base + "/check-in", {}).status, 303);
  const auto after = client.get(base + "/check-in");
  EXPECT_TRUE(has(after.body, "Código QR para registrar la llegada"));
  EXPECT_TRUE(has(after.body, "de 2 organizaciones"));
  EXPECT_TRUE(has(client.get(base + "/attendance").body, base + "/check-in"));
  EXPECT_EQ(as("active").get(base + "/check-in").status, 403);
  EXPECT_EQ(as("outsider").get(base + "/check-in").status, 404);
}

TEST_F(Pages, WhoHasNoAccountPicksAnOrganisationAndWritesAName) {
  const auto at = "/check-in/" + house.code(house.plenary.id);
  auto& visitor = house.app.visitor();
  const auto page = visitor.get(at);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(has(page.body, "Plenaria"));
  EXPECT_EQ(house.turnout().organizations, 0) << "opening it changed nothing";
  EXPECT_EQ(visitor.submit(at, {{"organization", ""}, {"person", "Ana"}}).status, 422);
  const auto done = visitor.submit_from(at, at, {{"organization", house.seats["active"].text()}, {"person", "Ana Robles"}});
  EXPECT_EQ(done.status, 303);
  EXPECT_TRUE(has(visitor.follow(done).body, "Quedó registrada la llegada de Ana Robles"));
  const auto door = as("secretariat").get(base + "/attendance").body;
  EXPECT_TRUE(has(door, "con el código del día"));
  EXPECT_TRUE(has(door, "llegó a las 09:50"));
}

TEST_F(Pages, WhoIsSignedInHasOneButton) {
  const auto at = "/check-in/" + house.code(house.plenary.id);
  auto& client = as("active");
  EXPECT_FALSE(has(client.get(at).body, "name=\"person\""));
  EXPECT_EQ(client.submit(at, {{"how", "own"}, {"organization", house.seats["active"].text()}}).status, 303);
  EXPECT_TRUE(has(client.get(at).body, "desde las 09:50"));
  EXPECT_EQ(house.turnout().persons, 1);
}

TEST_F(Pages, AWrongCodeSaysWhatToDoAndATypedOneLeadsOn) {
  auto& visitor = house.app.visitor();
  const auto code = house.code(house.plenary.id);
  EXPECT_EQ(visitor.get("/check-in").status, 200);
  EXPECT_EQ(visitor.get("/check-in?code=abc").status, 422);
  EXPECT_EQ(visitor.get("/check-in?code=" + code).location(), "/check-in/" + code);
  EXPECT_EQ(visitor.get("/check-in/ZZZZ2222").status, 404);
}

TEST_F(Pages, AWalkInIsRegisteredFromTheDoor) {
  auto& client = as("secretariat");
  const auto done =
      client.submit_from(base + "/walk-ins", base + "/walk-ins", {{"organization", "Cooperativa Nueva"}, {"person", "Eva Sol"}});
  EXPECT_EQ(done.status, 303);
  const auto door = client.follow(done).body;
  EXPECT_TRUE(has(door, "Cooperativa Nueva"));
  EXPECT_TRUE(has(door, "Eva Sol"));
  EXPECT_EQ(
      client.submit_from(base + "/walk-ins", base + "/walk-ins", {{"organization", "Cooperativa Nueva"}, {"person", ""}}).status,
      409);
  EXPECT_EQ(as("officer").get(base + "/walk-ins").status, 403);
}

TEST_F(Pages, ProgramsDoTheSame) {
  auto client = house.app.token_client(house.app.person("secretariat"), {"meetings:read", "meetings:write"});
  const auto api = "/api/v1" + base;
  EXPECT_TRUE(has(client.json(http::Method::get, api + "/check-in").body, R"("code":null)"));
  EXPECT_EQ(client.json(http::Method::post, api + "/check-in").status, 201);
  EXPECT_EQ(client.json(http::Method::post, api + "/walk-ins", R"({"organization":"Otra nueva"})").status, 201);
  EXPECT_TRUE(has(client.json(http::Method::get, api + "/check-in").body, R"("organizations":1)"));
}

}  // namespace
}  // namespace alianza::checkins
