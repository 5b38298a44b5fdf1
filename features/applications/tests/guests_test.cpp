// Members propose guests; the secretariat decides, and the directory says who brought them.
#include "features/applications/tests/house.h"

namespace alianza::applications {
namespace {

class Guest : public House {
 protected:
  Guest() {
    acting("member", membership::Status::active);
    acting("suspended", membership::Status::suspended);
  }
  void acting(const std::string& name, membership::Status status) {
    const auto id = organization("Organización " + name);
    const auto by = act("director");
    const auto go = [&](membership::Status to) {
      app.write([&](db::Tx& tx) {
        const auto standing = membership::standing(tx, by.actor, agency, alliance, app.today());
        return membership::change(tx, by, standing, {agency, alliance, id, to, app.today().plus_days(-30), "motivo"});
      });
    };
    go(membership::Status::active);
    if (status != membership::Status::active) go(status);
    app.appoint(app.person(name), auth::Scope::organization(id.value()), auth::Role::representative);
    own[name] = id;
  }
  std::string base() const { return "/alliances/" + alliance.text() + "/guests"; }
  static http::Pairs guest(const std::string& name, const std::string& type = "cooperative",
                           const std::string& email = "luz@coop.example") {
    return {{"organization", name}, {"type", type},   {"name", "Luz Ríos"},
            {"position", ""},       {"email", email}, {"why", "Compran y venden en común."}};
  }
  std::map<std::string, OrganizationId> own;
};

TEST_F(Guest, isProposedByAMemberAndWaitsForTheSecretariat) {
  auto& member = client("member");
  EXPECT_TRUE(member.get("/alliances/" + alliance.text()).contains("Organizaciones invitadas por integrantes"));
  EXPECT_EQ(member.submit_from(base() + "/new", base() + "/new", guest("Estado de Oaxaca", "state_government")).status, 422);
  EXPECT_EQ(member.submit(base() + "/new", guest("Cooperativa del Sur")).status, 303);
  const auto waiting = rows(State::pending);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].proposer, own["member"]);
  EXPECT_TRUE(client("secretariat").get(page_of(waiting[0].id)).contains("La propone como invitada Organización member"));
  EXPECT_EQ(letters_to("luz@coop.example").size(), 0U) << "nobody writes to a guest before it is decided";
  EXPECT_EQ(member.submit_from(base() + "/new", base() + "/new", guest("Otra con ese correo")).status, 422);
}

TEST_F(Guest, whenAcceptedSaysInTheDirectoryWhoBroughtIt) {
  client("member").submit_from(base() + "/new", base() + "/new", guest("Cooperativa del Sur"));
  const auto id = rows(State::pending).at(0).id;
  app.write([&](db::Tx& tx) { return accept(tx, memory, act("secretariat"), alliance, id, {"new", ""}, origin); });
  const auto made = rows(State::accepted).at(0).organization;
  const auto profile =
      app.read([&](db::Tx& tx) { return Result<organizations::Profile>(organizations::find(tx, agency, made)->profile); });
  EXPECT_EQ(profile.origin, organizations::Origin::by_member);
  EXPECT_EQ(profile.origin_organization, own["member"]);
  const auto letters = letters_to("member@example.org");
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_NE(letters[0].letter.text.find("aceptó su propuesta"), std::string::npos);
  EXPECT_EQ(letters_to("luz@coop.example").size(), 0U);
  EXPECT_TRUE(client("member").get(base()).contains("Aceptada"));
}

TEST_F(Guest, isSeenByItsMemberAloneAndByWhoConvenes) {
  acting("rival", membership::Status::active);
  client("member").submit_from(base() + "/new", base() + "/new", guest("Cooperativa del Sur"));
  EXPECT_TRUE(client("member").get(base()).contains("Cooperativa del Sur"));
  EXPECT_FALSE(client("rival").get(base()).contains("Cooperativa del Sur"));
  EXPECT_TRUE(client("director").get(base()).contains("Cooperativa del Sur"));
  EXPECT_EQ(client("suspended").get(base()).status, 403);
  EXPECT_EQ(client("legal").get(base()).status, 403);
  EXPECT_EQ(client("nobody").get(base()).status, 404);
  EXPECT_EQ(client("director").get(base() + "/new").status, 403) << "who convenes registers it in the directory";
}

TEST_F(Guest, areAtMostTwentyAtATime) {
  const auto by = act("member");
  const auto add = [&](int n) {
    const GuestInput input{
        "",
        {"Cooperativa " + std::to_string(n), "cooperative", "Luz", "", "luz" + std::to_string(n) + "@coop.example", "Sí", ""}};
    return static_cast<bool>(app.db().write([&](db::Tx& tx) { return propose(tx, by, alliance, input, Lang::es); }));
  };
  for (int n = 0; n < most_guests_open; ++n) EXPECT_TRUE(add(n)) << n;
  EXPECT_FALSE(add(most_guests_open));
}

TEST_F(Guest, isProposedByProgramsToo) {
  auto api = app.token_client(app.person("member"), {"applications:write"});
  const auto address = "/api/v1" + base();
  const auto body = R"({"organization":"Cooperativa","type":"cooperative","name":"Luz","email":"luz@coop.example","why":"Sí"})";
  EXPECT_EQ(api.json(http::Method::post, address, body).status, 201);
  EXPECT_TRUE(api.json(http::Method::get, address, "").contains(own["member"].text()));
}

}  // namespace
}  // namespace alianza::applications
