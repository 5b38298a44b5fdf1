// The page behind the link: opened by scanners, answered by a person, forwarded, expired, wrong.
#include "features/campaigns/tests/house.h"
#include "platform/documents/csv.h"

namespace alianza::campaigns {
namespace {

class Answers : public ::testing::Test {
 protected:
  void SetUp() override { organizations = house.directory(3); }
  http::TestAnswer press(const std::string& page, const std::string& verb, http::Pairs fields) {
    return house.app.visitor().submit_from(page, page + "/" + verb, std::move(fields));
  }
  http::TestAnswer accept_at(const std::string& page) {
    return press(page, "accept",
                 {{"name", "Ana Ruiz"}, {"position", "Directora"}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}});
  }
  /// From a page that was open before: its token serves although the page has no form any more.
  std::string token_of(const std::string& page) { return http::hidden_field(house.app.visitor().get(page).body, "_csrf"); }
  http::TestAnswer accept_late(const std::string& page, const std::string& token) {
    return house.app.visitor().submit(
        page + "/accept",
        {{"name", "Ana"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}, {"_csrf", token}});
  }
  House house;
  std::vector<OrganizationId> organizations;
};

TEST_F(Answers, AScannerThatOpensTheLinkTenTimesChangesNothing) {
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto steps = house.number("SELECT count(*) FROM invitation_steps");
  const auto lines = house.number("SELECT count(*) FROM audit_lines");
  for (int i = 0; i < 10; ++i) EXPECT_EQ(house.app.visitor().get(path).status, 200);
  EXPECT_EQ(house.app.visitor().send(http::Method::head, path, {}, "").status, 200);
  const auto invitation = house.invitation(c, "Empresa 101");
  EXPECT_EQ(to_text(invitation.state), "sent");
  EXPECT_FALSE(invitation.seen_at);
  EXPECT_EQ(house.number("SELECT count(*) FROM invitation_steps"), steps);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines"), lines);
  EXPECT_EQ(house.number("SELECT count(*) FROM auth_links WHERE answered_at IS NOT NULL"), 0);
  EXPECT_TRUE(house.app.visitor().get(path, {{"Sec-Fetch-User", "?1"}}).contains("Aceptar la invitación"));
  EXPECT_TRUE(house.invitation(c, "Empresa 101").seen_at) << "a person who opens it leaves a hint";
  EXPECT_EQ(house.counts(c).seen, 1);
  EXPECT_EQ(house.counts(c).silent, 3) << "and is silent still";
}

TEST_F(Answers, ThePageSaysForWhomItIsAndIsKeptByNobody) {
  house.sent();
  const auto page = house.app.visitor().get(house.link_to("org1@uno.example"));
  EXPECT_TRUE(page.contains("Invitación a Empresa 101"));
  EXPECT_TRUE(page.contains("Esta invitación es para Contacto de Empresa 101"));
  EXPECT_TRUE(page.contains("espacio neutral"));
  EXPECT_FALSE(page.contains("org1@uno.example")) << "a forwarded link shows no address";
  EXPECT_NE(page.header("Cache-Control").find("no-store"), std::string::npos);
  EXPECT_EQ(page.header("X-Robots-Tag"), "noindex");
}

TEST_F(Answers, AcceptingMakesTheOrganizationActiveAndTwoClicksAnswerOnce) {
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto first = accept_at(path);
  ASSERT_EQ(first.status, 303);
  EXPECT_EQ(house.status(organizations.at(0)), "active");
  const auto after = house.number("SELECT count(*) FROM audit_lines");
  // The second click of a double click carries the page of the first.
  const auto second = house.app.visitor().submit(
      path + "/accept", {{"name", "Otra"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}});
  EXPECT_EQ(second.status, 409);
  EXPECT_TRUE(second.contains("respondió Ana Ruiz, Directora"));
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines"), after);
  const auto page = house.app.visitor().get(path);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("Empresa 101 aceptó la invitación el"));
  EXPECT_TRUE(page.contains("respondió Ana Ruiz"));
  EXPECT_FALSE(page.contains("Declinar la invitación"));
  const auto i = house.invitation(c, "Empresa 101");
  EXPECT_EQ(to_text(i.state), "accepted");
  EXPECT_EQ(i.answered_by, "Ana Ruiz");
  EXPECT_EQ(i.notice_version, notice_version);
  ASSERT_TRUE(i.answered_at);
  EXPECT_EQ(*i.answered_at, house.app.clock().now());
  house.app.clock().advance(std::chrono::hours(24 * 300));
  EXPECT_EQ(house.app.visitor().get(path).status, 200) << "what was answered says so long after";
}

TEST_F(Answers, WhoAnswersAndIsNobodysContactYetBecomesOne) {
  house.sent();
  const auto known = house.number("SELECT count(*) FROM affiliations");
  const auto path = house.link_to("org1@uno.example");
  ASSERT_EQ(accept_at(path).status, 303);
  EXPECT_EQ(house.number("SELECT count(*) FROM affiliations"), known + 1);
  EXPECT_EQ(house.number("SELECT count(*) FROM invitations WHERE answered_contact <> 0"), 1);
  const auto page = "/alliances/" + house.alliance.text() + "/organizations/" + organizations.at(0).text();
  const auto seen = house.app.client(house.app.person("secretariat")).get(page);
  EXPECT_TRUE(seen.contains("Contactos que llegaron al contestar una invitación"));
  EXPECT_TRUE(seen.contains("Ana Ruiz"));
  EXPECT_FALSE(house.app.client(house.app.person("legal")).get(page).contains("Contactos que llegaron al contestar"));
  // The one who was written to, however the name is typed.
  const auto second = house.link_to("org2@uno.example");
  ASSERT_EQ(
      press(second, "accept",
            {{"name", "CONTACTO de Empresa 102"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}})
          .status,
      303);
  EXPECT_EQ(house.number("SELECT count(*) FROM affiliations"), known + 1);
}

TEST_F(Answers, WhoWasWithdrawnMeanwhileIsNotToldToBePart) {
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto token = token_of(path);
  house.withdraw_today(organizations.at(0));
  const auto page = house.app.visitor().get(path);
  EXPECT_EQ(page.status, 410);
  EXPECT_TRUE(page.contains("retiró a la organización de la alianza"));
  EXPECT_EQ(accept_late(path, token).status, 410);
  EXPECT_EQ(house.counts(c).accepted, 0);
  EXPECT_EQ(house.status(organizations.at(0)), "withdrawn");
  const auto second = house.link_to("org2@uno.example");
  ASSERT_EQ(accept_at(second).status, 303);
  EXPECT_TRUE(house.app.visitor().get(second).contains("ya es parte de la alianza"));
  house.withdraw_today(organizations.at(1));
  EXPECT_FALSE(house.app.visitor().get(second).contains("ya es parte de la alianza"));
  EXPECT_TRUE(house.app.visitor().get(second).contains("ya no participa en la alianza"));
}

TEST_F(Answers, WithAnAdherenceLetterTheOrganizationStaysInvited) {
  house.publish();
  house.sent("required");
  const auto path = house.link_to("org1@uno.example");
  ASSERT_EQ(accept_at(path).status, 303);
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
  EXPECT_TRUE(house.app.visitor().get(path).contains("carta de adhesión"));
}

TEST_F(Answers, WhatIsWrongIsSaidAtItsFieldWithWhatWasTyped) {
  house.sent();
  const auto path = house.link_to("org1@uno.example");
  EXPECT_EQ(press(path, "accept", {{"name", "Ana"}, {"position", ""}, {"notice", "1"}}).status, 422) << "the privacy notice";
  const auto old =
      press(path, "accept", {{"name", "Ana"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "9"}});
  EXPECT_EQ(old.status, 422) << "another version than the one that stands";
  const auto wrong = press(path, "accept", {{"name", ""}, {"position", "Jefa <b>"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Escriba su nombre."));
  EXPECT_TRUE(wrong.contains("acepte las reglas del espacio neutral"));
  EXPECT_TRUE(wrong.contains("Jefa &lt;b&gt;"));
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
}

TEST_F(Answers, DecliningNeedsNoReasonAndEndsTheInvitation) {
  const auto c = house.sent();
  const auto path = house.link_to("org2@uno.example");
  ASSERT_EQ(press(path, "decline", {{"reason", "Este año no"}}).status, 303);
  EXPECT_EQ(house.status(organizations.at(1)), "withdrawn");
  EXPECT_EQ(house.invitation(c, "Empresa 102").reason, "Este año no");
  EXPECT_TRUE(house.app.visitor().get(path).contains("Empresa 102 declinó la invitación"));
  ASSERT_EQ(press(house.link_to("org3@uno.example"), "decline", {{"reason", ""}}).status, 303);
  EXPECT_EQ(house.counts(c).declined, 2);
}

TEST_F(Answers, AnExpiredLinkSaysWhatToDo) {
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto token = token_of(path);
  house.app.clock().advance(std::chrono::hours(24 * 21));
  const auto page = house.app.visitor().get(path);
  EXPECT_EQ(page.status, 410);
  EXPECT_TRUE(page.contains("El plazo para responder terminó el"));
  EXPECT_TRUE(page.contains("Invitación a Empresa 101"));
  EXPECT_TRUE(page.contains("escriba a secretariado@institucion.example"));
  EXPECT_EQ(accept_late(path, token).status, 410);
  EXPECT_EQ(house.counts(c).accepted, 0);
}

TEST_F(Answers, TheLastDayIsTheAlliancesNotLondons) {
  house.sent();
  const auto path = house.link_to("org1@uno.example");
  // Mexico is six hours behind: on the last day at 23:59 there, it is the next day in London.
  const auto last = *CivilTime::parse(house.app.today().plus_days(20).text() + "T23:59");
  house.app.clock().set(Zone().instant_of(last));
  EXPECT_EQ(house.app.visitor().get(path).status, 200);
  house.app.clock().advance(std::chrono::minutes(1));
  EXPECT_EQ(house.app.visitor().get(path).status, 410);
}

TEST_F(Answers, RevokedAndClosedOnesSayIt) {
  const auto c = house.sent();
  const auto as = house.act("secretariat");
  const auto first = house.invitation(c, "Empresa 101");
  const auto take_back = [&](const char* why) {
    return outcome(house.app.db().write([&](db::Tx& tx) { return revoke(tx, as, house.alliance, c.id, first.id, why); }));
  };
  const auto path = house.link_to("org1@uno.example");
  EXPECT_EQ(take_back(""), "reason");
  EXPECT_EQ(take_back("Se invitó por error"), "done");
  EXPECT_EQ(take_back("Otra vez"), "conflict");
  EXPECT_EQ(house.status(organizations.at(0)), "withdrawn");
  EXPECT_EQ(house.app.visitor().get(path).status, 410);
  EXPECT_TRUE(house.app.visitor().get(path).contains("La institución retiró esta invitación."));
  const auto second = house.link_to("org2@uno.example");
  const auto token = token_of(second);
  ASSERT_TRUE(house.app.db().write([&](db::Tx& tx) { return close(tx, as, house.alliance, c.id); }));
  EXPECT_EQ(house.app.visitor().get(second).status, 410);
  EXPECT_TRUE(house.app.visitor().get(second).contains("se cerró"));
  EXPECT_EQ(accept_late(second, token).status, 410);
  EXPECT_EQ(house.counts(c).accepted, 0);
}

TEST_F(Answers, AWrongLinkAndOneOfAnotherPurposeLookAlike) {
  house.sent();
  auto path = house.link_to("org1@uno.example");
  const auto foreign = house.app.write([&](db::Tx& tx) -> Result<std::string> {
    return auth::issue_link(
        tx, {house.agency.value(), "other", 7, Email::parse("a@b.example").value(), "Ana", tx.now() + std::chrono::hours(5)});
  });
  path.back() = path.back() == 'A' ? 'E' : 'A';
  for (const auto& wrong : {path, "/invitations/" + foreign, std::string("/invitations/x")}) {
    const auto page = house.app.visitor().get(wrong);
    EXPECT_EQ(page.status, 404) << wrong;
    EXPECT_TRUE(page.contains("No encontramos este enlace")) << wrong;
  }
}

TEST_F(Answers, ALinkOpensNothingButItsTask) {
  house.sent();
  auto& visitor = house.app.visitor();
  visitor.get(house.link_to("org1@uno.example"));
  for (const auto* tail : {"", "/campaigns", "/organizations"})
    EXPECT_EQ(visitor.get("/alliances/" + house.alliance.text() + tail).status, 303) << "sign in first";
}

TEST_F(Answers, WithoutTheTokenOfItsPageNothingIsAnswered) {
  const auto c = house.sent();
  http::TestClient stranger(house.app.router());
  const auto path = house.link_to("org1@uno.example");
  const auto answer =
      stranger.send(http::Method::post, path + "/decline", {{"Content-Type", "application/x-www-form-urlencoded"}}, "reason=");
  EXPECT_EQ(answer.status, 403);
  EXPECT_EQ(house.counts(c).declined, 0);
}

// ---- Pages of the secretariat.

TEST_F(Answers, TheCampaignIsPreparedSentAndReadOnItsPages) {
  auto& client = house.app.client(house.person("secretariat"));
  const auto root = "/alliances/" + house.alliance.text() + "/campaigns";
  ASSERT_EQ(client.get(root).status, 200);
  EXPECT_TRUE(client.page().find("Aún no hay campañas") != std::string::npos);
  const auto i = house.input("Empresas del norte", "required");
  const http::Pairs fields{
      {"name", i.name},       {"subject_es", i.subject_es}, {"subject_en", i.subject_en}, {"body_es", i.body_es},
      {"body_en", i.body_en}, {"deadline", i.deadline},     {"adherence", i.adherence},   {"reply_to", ""}};
  auto wrong = fields;
  wrong[3].second = "Hola {nombre}";
  const auto refused = client.submit_from(root + "/new", root + "/new", wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("«{nombre}» no es un campo"));
  const auto made = client.submit_from(root + "/new", root + "/new", fields);
  ASSERT_EQ(made.status, 303);
  const auto page = made.location().substr(0, made.location().find('?'));
  EXPECT_EQ(client.submit_from(page + "/recipients", page + "/recipients", {{"how", "filter"}, {"lang", "es"}, {"addresses", ""}})
                .status,
            303);
  EXPECT_TRUE(client.get(page).contains("Empresa 103"));
  EXPECT_TRUE(client.get(page + "/preview").contains("Empresa 101: invitación a Alianza muestra"));
  const auto first = house.invitation({.id = *CampaignId::parse(page.substr(page.rfind('/') + 1))}, "Empresa 101");
  const auto letter = client.get(page + "/preview/" + first.id.text());
  EXPECT_EQ(letter.status, 200);
  EXPECT_TRUE(letter.header("Content-Security-Policy").starts_with("sandbox"));
  const auto too_early = client.submit_from(page + "/start", page + "/start", {});
  EXPECT_EQ(too_early.status, 409);
  EXPECT_TRUE(too_early.contains("la alianza aún no tiene su texto"));
  house.publish();
  ASSERT_EQ(client.submit_from(page + "/start", page + "/start", {}).status, 303);
  EXPECT_TRUE(client.get(page).contains("Poner en pausa"));
  house.work();
  ASSERT_EQ(accept_at(house.link_to("org1@uno.example")).status, 303);
  const auto shown = client.get(page);
  EXPECT_TRUE(shown.contains("respondió Ana Ruiz"));
  EXPECT_LT(shown.body.find("Empresa 102"), shown.body.find("Empresa 101")) << "who is silent stands first";
  EXPECT_FALSE(client.get(page + "?state=accepted").contains("Empresa 102"));
  EXPECT_TRUE(client.get(page + "/invitations/" + first.id.text()).contains("Aceptada"));
  EXPECT_TRUE(client.get("/en" + page).contains("accepted"));
  const auto csv = documents::read_csv(client.get(page + "/invitations.csv?state=sent").body);
  ASSERT_TRUE(csv);
  EXPECT_EQ(csv->rows.size(), 2U);
  EXPECT_EQ(client.get(page + "/invitations.xlsx").body.substr(0, 2), "PK");
  EXPECT_EQ(client.get(page + "/invitations.json").status, 200);
  EXPECT_TRUE(client.get("/alliances/" + house.alliance.text()).contains("2 organizaciones no han respondido"));
  EXPECT_FALSE(house.app.client(house.person("active")).get("/alliances/" + house.alliance.text()).contains("Ver las campañas"));
}

TEST_F(Answers, TheMenuLeadsOfficesToTheInvitationsAndNobodyElse) {
  const auto address = "/alliances/" + house.alliance.text();
  const auto entry = "href=\"" + address + "/campaigns\"";
  for (int i = 0; i < 2; ++i) {  // the menu that was drawn for the one is not kept for the other
    EXPECT_TRUE(house.app.client(house.person("legal")).get(address + "/organizations").contains(entry));
    EXPECT_FALSE(house.app.client(house.person("active")).get(address + "/organizations").contains(entry));
  }
}

TEST_F(Answers, APageGoesOnWhereItStoodAlthoughItsLastRowHasAnswered) {
  const auto c = house.sent();
  const auto first = house.invitations_of(c, {.limit = 1});
  ASSERT_EQ(first.rows.at(0).organization_name, "Empresa 101");
  ASSERT_EQ(accept_at(house.link_to("org1@uno.example")).status, 303);
  const auto rest = house.invitations_of(c, {.after = Place::parse(place_of(first.rows.at(0)).text())});
  ASSERT_EQ(rest.rows.size(), 3U) << "who answered stands at the end now";
  EXPECT_EQ(rest.rows.at(0).organization_name, "Empresa 102");
  EXPECT_EQ(rest.rows.at(2).organization_name, "Empresa 101");
  const auto whole = house.invitations_of(c, {.order = Order::id, .limit = 2});
  EXPECT_TRUE(whole.has_next);
  const auto last = house.invitations_of(c, {.after = place_of(whole.rows.at(1)), .order = Order::id, .limit = 2});
  EXPECT_EQ(last.rows.size(), 1U);
  EXPECT_LT(whole.rows.at(1).id, last.rows.at(0).id);
}

TEST_F(Answers, TheFirstPageTellsWhoIsSilentWhenTheDeadlineIsNear) {
  const auto c = house.sent();
  auto& client = house.app.client(house.person("secretariat"));
  const auto home = "/alliances/" + house.alliance.text();
  const auto link = home + "/campaigns/" + c.id.text();
  EXPECT_FALSE(client.get(home).contains(link)) << "there is time";
  auto input = as_input(c);
  input.deadline = house.app.today().plus_days(6).text();
  const auto as = house.act("secretariat");
  house.app.write([&](db::Tx& tx) { return edit(tx, as, house.alliance, c.id, input); });
  EXPECT_TRUE(client.get(home).contains(link));
  EXPECT_FALSE(house.app.client(house.person("active")).get(home).contains(link));
}

TEST_F(Answers, AProgramDoesTheSame) {
  auto& client = house.app.client(house.person("director"));
  const auto api = "/api/v1/alliances/" + house.alliance.text() + "/campaigns";
  client.get("/alliances/" + house.alliance.text() + "/campaigns/new");
  auto program = house.app.token_client(house.person("director"), {"campaigns:write"});
  const auto post = [&](const std::string& path, const std::string& body) {
    return program.json(http::Method::post, path, body);
  };
  const auto made =
      post(api, R"({"name":"Por API","subject":{"es":"Hola {organizacion}"},"body":{"es":"Texto {enlace}"},"deadline":")" +
                    house.app.today().plus_days(9).text() + R"(","adherence":"not_required"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto one = made.location();
  EXPECT_EQ(post(one + "/recipients", R"({"how":"list","addresses":["org1@uno.example","org2@uno.example"]})").status, 201);
  EXPECT_EQ(post(one + "/states", R"({"to":"sending"})").status, 201);
  house.work();
  EXPECT_EQ(program.json(http::Method::get, one + "/invitations?state=sent").status, 200);
  EXPECT_EQ(post(one + "/reminders", "{}").status, 409);
  EXPECT_EQ(post(one + "/states", R"({"to":"closed"})").status, 201);
  EXPECT_EQ(post(one + "/states", R"({"to":"closed"})").status, 409);
  EXPECT_EQ(program.json(http::Method::get, api).status, 200);
}

}  // namespace
}  // namespace alianza::campaigns
