// The secretariat accepts or declines; who asked is told.
#include "features/applications/tests/house.h"

namespace alianza::applications {
namespace {

using Deciding = House;

TEST_F(Deciding, IsTheSecretariatsAlone) {
  const auto id = pending("Aguas del Valle", "ana@valle.example");
  for (const auto* name : {"legal", "nobody"}) {
    EXPECT_NE(client(name).get(page_of(id)).status, 200) << name;
    const auto done = app.db().write([&](db::Tx& tx) { return decline(tx, act(name), alliance, id, "no"); });
    EXPECT_FALSE(done) << name;
  }
  EXPECT_EQ(client("secretariat").get(page_of(id)).status, 200);
  EXPECT_EQ(client("director").get(page_of(id)).status, 200);
}

TEST_F(Deciding, RegistersANewOrganizationWithItsContact) {
  const auto id = pending("Aguas del Valle", "ana@valle.example");
  auto& secretariat = client("secretariat");
  EXPECT_EQ(secretariat.submit_from(page_of(id), page_of(id) + "/accept", {{"organization", ""}, {"campaign", ""}}).status, 422);
  EXPECT_EQ(secretariat.submit(page_of(id) + "/accept", {{"organization", "new"}, {"campaign", ""}}).status, 303);
  ASSERT_EQ(rows(State::accepted).size(), 1U);
  const auto a = rows(State::accepted).at(0);
  const auto made = app.read(
      [&](db::Tx& tx) -> Result<organizations::Organization> { return *organizations::find(tx, agency, a.organization); });
  EXPECT_EQ(made.profile.name, "Aguas del Valle");
  EXPECT_EQ(organizations::to_text(made.profile.origin), "own_initiative");
  EXPECT_EQ(number("SELECT count(*) FROM organization_participations"), 0) << "accepted is not yet invited";
  const auto reached = app.read(
      [&](db::Tx& tx) -> Result<std::vector<membership::Reachable>> { return membership::reachable(tx, {a.organization}); });
  ASSERT_EQ(reached.size(), 1U);
  EXPECT_EQ(reached[0].email.text(), "ana@valle.example");
  const auto letters = letters_to("ana@valle.example");
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_NE(letters[0].letter.text.find("aceptó la solicitud"), std::string::npos);
  EXPECT_EQ(secretariat.submit_from(page_of(id), page_of(id) + "/accept", {{"organization", "new"}}).status, 409) << "once";
  EXPECT_EQ(number("SELECT count(*) FROM audit_lines WHERE verb = 'application.accept'"), 1);
}

TEST_F(Deciding, LinksToTheOrganizationOfTheDirectoryThatItIs) {
  const auto known = organization("Aguas del Valle");
  const auto id = pending("Aguas del Valle SA de CV", "ana@valle.example");
  auto& secretariat = client("secretariat");
  const auto page = secretariat.get(page_of(id));
  EXPECT_TRUE(page.contains("value=\"" + known.text() + "\"")) << "the finder of duplicates proposes it";
  EXPECT_EQ(secretariat.submit(page_of(id) + "/accept", {{"organization", known.text()}, {"campaign", ""}}).status, 303);
  EXPECT_EQ(number("SELECT count(*) FROM organizations"), 1);
  EXPECT_EQ(rows(State::accepted).at(0).organization, known);
  const auto again = pending("Aguas del Valle, otra vez", "ana@valle.example");
  EXPECT_EQ(secretariat.submit_from(page_of(again), page_of(again) + "/accept", {{"organization", known.text()}}).status, 303);
  EXPECT_EQ(number("SELECT count(*) FROM affiliations"), 1) << "who is a contact already is not one twice";
}

TEST_F(Deciding, InvitesByTheLetterOfACampaign) {
  auto input = campaigns::first_input();
  input.name = "Empresas";
  input.deadline = app.today().plus_days(20).text();
  input.adherence = "not_required";
  const auto c = app.write([&](db::Tx& tx) { return campaigns::plan(tx, act("secretariat"), alliance, input); });
  const auto first = pending("Aguas del Valle", "ana@valle.example");
  auto& secretariat = client("secretariat");
  EXPECT_EQ(
      secretariat.submit_from(page_of(first), page_of(first) + "/accept", {{"organization", "new"}, {"campaign", "x"}}).status,
      422);
  EXPECT_EQ(
      secretariat.submit_from(page_of(first), page_of(first) + "/accept", {{"organization", "new"}, {"campaign", c.id.text()}})
          .status,
      303);
  EXPECT_EQ(number("SELECT count(*) FROM invitations WHERE state = 'drafted'"), 1) << "the campaign is in preparation";
  ASSERT_TRUE(app.db().write([&](db::Tx& tx) { return campaigns::start(tx, act("secretariat"), alliance, c.id, origin); }));
  deliver();
  const auto second = pending("Ríos del Norte", "eva@norte.example");
  EXPECT_EQ(
      secretariat.submit_from(page_of(second), page_of(second) + "/accept", {{"organization", "new"}, {"campaign", c.id.text()}})
          .status,
      303);
  EXPECT_EQ(letters_to("eva@norte.example").size(), 3U) << "to confirm, the decision, the invitation";
  EXPECT_EQ(number("SELECT count(*) FROM organization_participations WHERE status = 'invited'"), 2);
}

TEST_F(Deciding, DeclinesWithAReasonThatIsToldAndForgetsThePersonLater) {
  const auto id = pending("Aguas del Valle", "ana@valle.example");
  auto& secretariat = client("secretariat");
  EXPECT_EQ(secretariat.submit_from(page_of(id), page_of(id) + "/decline", {{"reason", " "}}).status, 422);
  EXPECT_EQ(secretariat.submit(page_of(id) + "/decline", {{"reason", "Este año no hay lugar."}}).status, 303);
  EXPECT_NE(letters_to("ana@valle.example").at(0).letter.text.find("Este año no hay lugar."), std::string::npos);
  EXPECT_TRUE(secretariat.get(page_of(id)).contains("Este año no hay lugar."));
  EXPECT_TRUE(secretariat.get("/en" + page_of(id)).contains("Declined"));
  app.clock().advance(person_kept + std::chrono::hours(1));
  jobs::Kinds kinds;
  kinds.add(forgetting());
  ASSERT_TRUE(jobs::run_due(app.db(), kinds));
  EXPECT_EQ(number("SELECT count(*) FROM applications WHERE email = '' AND why = '' AND person_name = ''"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM applications WHERE reason <> '' AND decided_by <> 0"), 1);
}

TEST_F(Deciding, ByTheApiIsTheSame) {
  const auto id = pending("Aguas del Valle", "ana@valle.example");
  auto api = app.token_client(app.person("secretariat"), {"applications:write"});
  const auto base = "/api/v1/alliances/" + alliance.text() + "/applications";
  const auto all = api.json(http::Method::get, base, "");
  EXPECT_EQ(all.status, 200);
  EXPECT_TRUE(all.contains("\"pending\":1"));
  EXPECT_TRUE(api.json(http::Method::get, base + "/" + id.text(), "").contains("Aguas del Valle"));
  EXPECT_EQ(api.json(http::Method::post, base + "/" + id.text() + "/decline", "{}").status, 422);
  const auto accepted = api.json(http::Method::post, base + "/" + id.text() + "/accept", R"({"organization":"new"})");
  EXPECT_EQ(accepted.status, 201);
  EXPECT_TRUE(accepted.contains("\"state\":\"accepted\""));
  EXPECT_EQ(api.json(http::Method::post, base + "/" + id.text() + "/decline", R"({"reason":"no"})").status, 409);
}

}  // namespace
}  // namespace alianza::applications
