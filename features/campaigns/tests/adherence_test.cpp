// From the invitation to the signed adherence letter: the text, its hash, what it makes of the participation.
#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "features/campaigns/tests/house.h"
#include "platform/audit/digest.h"
#include "platform/files/store.h"

namespace alianza::campaigns {
namespace {

class Adhering : public ::testing::Test {
 protected:
  void SetUp() override {
    organizations = house.directory(2);
    publish("Nos adherimos a la alianza.\n\nRespetamos sus reglas.");
    house.sent("required");
  }
  adherences::Text publish(const std::string& body) {
    const auto as = house.act("secretariat");
    return house.app.write([&](db::Tx& tx) { return adherences::publish(tx, as, house.alliance, {body, ""}); });
  }
  /// Accepts the invitation; gives the page of the adherence.
  std::string accept_invitation(const std::string& email) {
    const auto path = house.link_to(email);
    const auto answer = house.app.visitor().submit_from(
        path, path + "/accept",
        {{"name", "Ana Ruiz"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}});
    EXPECT_EQ(answer.status, 303);
    return answer.location();
  }
  http::TestAnswer sign(const std::string& page, http::Pairs fields) {
    house.app.visitor().get(page);
    if (fields.empty())
      fields = {{"name", "Ana Ruiz"}, {"position", "Directora"}, {"accept", "1"},
                {"version", "1"},     {"privacy", "1"},          {"privacy_version", "1"}};
    return house.app.visitor().submit(page + "/sign", fields);
  }
  House house;
  std::vector<OrganizationId> organizations;
};

TEST_F(Adhering, OnPaperComesToTheSameAsBehindTheLink) {
  const auto page = accept_invitation("org1@uno.example");
  const auto token = http::hidden_field(house.app.visitor().get(page).body, "_csrf");
  const std::string scan = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";
  const files::Store store(house.app.site().config.files.path);
  const auto record = [&](const char* who, const adherences::PaperInput& input, const std::string& bytes) {
    const auto done = adherences::record_paper(house.app.db(), store, house.act(who), house.alliance, input,
                                               {bytes, "carta.pdf", "application/pdf"});
    if (done) return std::string("done");
    const auto& error = done.error();
    return !error.fields.empty()             ? error.fields.front().field
           : error.fault == Fault::forbidden ? std::string("forbidden")
                                             : std::string("other");
  };
  const auto day = house.app.today().text();
  const adherences::PaperInput good{"Empresa 101", "Luz Ríos", "Apoderada", day, ""};
  EXPECT_EQ(record("legal", good, scan), "forbidden");
  for (const auto& [input, field] : std::vector<std::pair<adherences::PaperInput, const char*>>{
           {{"", "Luz", "", day, ""}, "organization"},
           {{"Nadie la conoce", "Luz", "", day, ""}, "organization"},
           {{"Empresa 101", " ", "", day, ""}, "name"},
           {{"Empresa 101", "Luz", "", house.app.today().plus_days(1).text(), ""}, "signed_on"},
           {{"Empresa 101", "Luz", "", day, "9"}, "version"}})
    EXPECT_EQ(record("secretariat", input, scan), field);
  EXPECT_EQ(record("secretariat", good, "MZ no es una carta"), "file");
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
  EXPECT_EQ(record("secretariat", good, scan), "done");
  EXPECT_EQ(house.status(organizations.at(0)), "active");
  EXPECT_EQ(record("secretariat", good, scan), "organization") << "signed already";
  EXPECT_EQ(house.number("SELECT count(*) FROM file_uses WHERE kind = 'adherence'"), 1);
  auto& office = house.app.client(house.person("secretariat"));
  const auto list = office.get("/alliances/" + house.alliance.text() + "/adherences");
  EXPECT_TRUE(list.contains(audit::sha256_hex(scan)));
  EXPECT_TRUE(list.contains("en papel, el"));
  EXPECT_TRUE(house.app.visitor().get(page).contains("firmó Luz Ríos, Apoderada")) << "the link tells it too";
  EXPECT_EQ(house.app.visitor().get(page + "/document").body, scan);
  const auto late = house.app.visitor().submit(page + "/sign", {{"name", "Ana Ruiz"},
                                                                {"position", "Directora"},
                                                                {"accept", "1"},
                                                                {"version", "1"},
                                                                {"privacy", "1"},
                                                                {"privacy_version", "1"},
                                                                {"_csrf", token}});
  EXPECT_EQ(late.status, 409) << "from a page that was open before";
  // Invited, and never asked behind a link.
  EXPECT_EQ(record("secretariat", {organizations.at(1).text(), "Juan Mora", "", day, "1"}, scan), "done");
  EXPECT_EQ(house.status(organizations.at(1)), "active");
}

TEST_F(Adhering, WhoAcceptsSignsAndTheOrganizationIsActive) {
  const auto page = accept_invitation("org1@uno.example");
  ASSERT_TRUE(page.starts_with("/adherences/"));
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(house.app.visitor().get(page).contains("Respetamos sus reglas."));
  EXPECT_EQ(house.number("SELECT count(*) FROM adherences WHERE signed_at IS NOT NULL"), 0);
  house.work();
  EXPECT_EQ(house.link_to("org1@uno.example"), page) << "the letter carries the same link";
  ASSERT_EQ(sign(page, {}).status, 303);
  EXPECT_EQ(house.status(organizations.at(0)), "active");
  const auto shown = house.app.visitor().get(page);
  EXPECT_TRUE(shown.contains("Empresa 101 firmó su carta de adhesión el"));
  const auto file = house.app.visitor().get(page + "/document");
  EXPECT_EQ(file.status, 200);
  EXPECT_TRUE(shown.contains(audit::sha256_hex(file.body))) << "the hash is that of the exact bytes";
  EXPECT_NE(file.body.find("Nos adherimos a la alianza.\n\nRespetamos sus reglas.\n"), std::string::npos);
  EXPECT_NE(file.body.find("Firma: Ana Ruiz\nCargo: Directora\n"), std::string::npos);
  auto& office = house.app.client(house.person("secretariat"));
  const auto list = office.get("/alliances/" + house.alliance.text() + "/adherences");
  EXPECT_TRUE(list.contains(audit::sha256_hex(file.body)));
  EXPECT_TRUE(list.contains("Firmada"));
}

TEST_F(Adhering, IsSignedOnceAndNeverChanges) {
  const auto page = accept_invitation("org1@uno.example");
  const auto token = http::hidden_field(house.app.visitor().get(page).body, "_csrf");
  ASSERT_EQ(sign(page, {}).status, 303);
  const auto bytes = house.app.visitor().get(page + "/document").body;
  const auto again = house.app.visitor().submit(
      page + "/sign", {{"name", "Otra"}, {"position", "Jefa"}, {"accept", "1"}, {"version", "1"}, {"_csrf", token}});
  EXPECT_EQ(again.status, 409);
  publish("Otro texto.");
  EXPECT_EQ(house.app.visitor().get(page + "/document").body, bytes);
}

TEST_F(Adhering, WhatIsWrongIsSaidAtItsField) {
  const auto page = accept_invitation("org1@uno.example");
  const auto wrong = sign(page, {{"name", ""}, {"position", ""}, {"version", "1"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Escriba el cargo con el que firma."));
  EXPECT_TRUE(wrong.contains("acepte el texto de la carta"));
  EXPECT_EQ(sign(page, {{"name", "Ana"}, {"position", "Jefa"}, {"accept", "1"}, {"version", "7"}}).status, 409)
      << "another text was read";
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
}

TEST_F(Adhering, AnInvitationsLinkOpensNoAdherenceAndTheOtherWayRound) {
  const auto invitation = house.link_to("org2@uno.example");
  const auto adherence = accept_invitation("org1@uno.example");
  EXPECT_EQ(house.app.visitor().get("/adherences/" + House::secret_of(invitation)).status, 404);
  EXPECT_EQ(house.app.visitor().get("/invitations/" + House::secret_of(adherence)).status, 404);
  EXPECT_EQ(house.app.visitor().get(adherence + "/document").location(), adherence) << "nothing was signed yet";
}

TEST_F(Adhering, ExpiresAndSaysWhatToDo) {
  const auto page = accept_invitation("org1@uno.example");
  house.app.clock().advance(std::chrono::hours(24 * 91));
  const auto shown = house.app.visitor().get(page);
  EXPECT_EQ(shown.status, 410);
  EXPECT_TRUE(shown.contains("Pida otro a la institución"));
}

TEST_F(Adhering, TheTextIsPublishedByWhoConvenesAndEachChangeIsAVersion) {
  const auto root = "/alliances/" + house.alliance.text() + "/adherences";
  EXPECT_EQ(house.app.client(house.person("active")).get(root).status, 403);
  EXPECT_EQ(house.app.client(house.person("legal")).get(root).status, 200);
  EXPECT_EQ(house.app.client(house.person("legal")).get(root + "/text").status, 403);
  auto& office = house.app.client(house.person("secretariat"));
  EXPECT_EQ(office.submit_from(root + "/text", root + "/text", {{"body_es", ""}, {"body_en", ""}}).status, 422);
  EXPECT_EQ(office.submit_from(root + "/text", root + "/text", {{"body_es", "Texto dos"}, {"body_en", "Text two"}}).status, 303);
  EXPECT_EQ(office.submit_from(root + "/text", root + "/text", {{"body_es", "Texto dos"}, {"body_en", "Text two"}}).status, 422)
      << "the same text is no version";
  EXPECT_TRUE(office.get(root).contains("Versión 2"));
  EXPECT_TRUE(house.app.visitor().get(accept_invitation("org1@uno.example")).contains("Texto, versión 2"));
}

TEST_F(Adhering, WhoWaitsIsAskedAgainByAButton) {
  const auto first = accept_invitation("org1@uno.example");
  const auto root = "/alliances/" + house.alliance.text() + "/adherences";
  house.app.clock().advance(std::chrono::hours(24 * 91));
  EXPECT_EQ(house.app.visitor().get(first).status, 410);
  house.contact(organizations.at(0), "Gabriel Paz", "gabriel@uno.example", "representative");
  const auto id = house.number("SELECT id FROM adherences");
  const auto action = root + "/" + adherences::AdherenceId(id).text() + "/ask";
  EXPECT_FALSE(house.app.client(house.person("legal")).get(root).contains(action));
  auto& office = house.app.client(house.person("secretariat"));
  EXPECT_TRUE(office.get(root).contains(action));
  ASSERT_EQ(office.submit_from(root, action, {}).status, 303);
  house.work();
  const auto second = house.link_to("gabriel@uno.example");
  EXPECT_TRUE(second.starts_with("/adherences/"));
  EXPECT_EQ(sign(second, {{"name", "Ana"}, {"position", "Jefa"}, {"accept", "1"}, {"version", "1"}}).status, 422)
      << "another person, who has not read the privacy notice";
  ASSERT_EQ(sign(second, {}).status, 303);
  EXPECT_EQ(house.status(organizations.at(0)), "active");
  EXPECT_FALSE(office.get(root).contains(action));
  EXPECT_EQ(office.submit_from(root, action, {}).status, 409) << "signed";
  auto program = house.app.token_client(house.person("director"), {"adherences:write"});
  EXPECT_EQ(program.json(http::Method::post, "/api/v1" + action, "{}").status, 409);
}

TEST_F(Adhering, ALinkThatWasReplacedDoesNotReadWhatWasSigned) {
  const auto first = accept_invitation("org1@uno.example");
  const adherences::AdherenceId id(house.number("SELECT id FROM adherences"));
  house.app.write([&](db::Tx& tx) { return adherences::ask_again(tx, house.act("secretariat"), house.alliance, id, origin); });
  house.work();
  const auto second = house.link_to("org1@uno.example");
  ASSERT_NE(second, first);
  ASSERT_EQ(sign(second, {}).status, 303);
  EXPECT_EQ(house.app.visitor().get(second + "/document").status, 200);
  const auto shown = house.app.visitor().get(first);
  EXPECT_EQ(shown.status, 410);
  EXPECT_FALSE(shown.contains("Ana Ruiz"));
  EXPECT_EQ(house.app.visitor().get(first + "/document").location(), first);
}

TEST_F(Adhering, OfTwoThatWaitTheMergedOneCannotBeSigned) {
  const auto gone = accept_invitation("org1@uno.example");
  const auto kept = accept_invitation("org2@uno.example");
  const auto as = house.act("director");
  const auto merged = house.app.write([&](db::Tx& tx) {
    return organizations::merge(tx, as, house.alliance, organizations.at(1), organizations.at(0), "la misma");
  });
  EXPECT_EQ(house.app.visitor().get(gone).status, 410);
  EXPECT_EQ(house.app.visitor().get(kept).status, 200);
  EXPECT_EQ(
      outcome(house.app.db().write([&](db::Tx& tx) { return organizations::undo_merge(tx, as, house.alliance, merged.id); })),
      "done");
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
}

TEST_F(Adhering, TheListIsReadPageByPage) {
  const auto page = accept_invitation("org1@uno.example");
  accept_invitation("org2@uno.example");
  ASSERT_EQ(sign(page, {}).status, 303);
  // Copies of the first two: 120 that wait and 121 that were signed.
  const auto copies = [&](int is_signed, int from, int count) {
    house.app.write([&](db::Tx& tx) {
      for (int i = 1; i <= count; ++i)
        tx.exec(
            "INSERT INTO adherences (id, agency_id, alliance_id, organization_id, organization_name, person_name, email, lang, "
            "text_version, offered_at, expires_at, signed_at, signer_name, signer_position, document, sha256) SELECT "
            "CAST(:id AS BIGINT), agency_id, alliance_id, CAST(:id AS BIGINT), organization_name, person_name, email, lang, "
            "text_version, offered_at, expires_at, signed_at, signer_name, signer_position, document, sha256 FROM adherences "
            "WHERE id > 100000 AND CASE WHEN signed_at IS NULL THEN 0 ELSE 1 END = CAST(:signed AS BIGINT)",
            {{"id", from + i}, {"signed", is_signed}});
    });
  };
  copies(0, 0, 119);
  copies(1, 1000, 120);
  const auto root = "/alliances/" + house.alliance.text() + "/adherences";
  auto program = house.app.token_client(house.person("director"), {"adherences:read"});
  std::set<std::string> seen;
  std::vector<std::string> states;
  std::string after;
  for (int pages = 0; pages < 5; ++pages) {
    const auto body = boost::json::parse(program.json(http::Method::get, "/api/v1" + root + after).body).as_object();
    for (const auto& row : body.at("adherences").as_array()) {
      seen.emplace(row.at("id").as_string());
      states.emplace_back(row.at("signed_at").is_null() ? "waits" : "signed");
    }
    if (body.at("next").is_null()) break;
    after = "?after=" + std::string(body.at("next").as_string());
  }
  EXPECT_EQ(seen.size(), 241U);
  EXPECT_EQ(states.size(), 241U) << "none twice";
  EXPECT_TRUE(std::is_sorted(states.rbegin(), states.rend())) << "those that wait first";
  EXPECT_TRUE(house.app.client(house.person("secretariat")).get(root).contains("Ver más"));
}

TEST_F(Adhering, WhoWasWithdrawnMeanwhileSignsNothing) {
  const auto page = accept_invitation("org1@uno.example");
  const auto token = http::hidden_field(house.app.visitor().get(page).body, "_csrf");
  house.withdraw_today(organizations.at(0));
  const auto late = house.app.visitor().submit(
      page + "/sign", {{"name", "Ana"}, {"position", "Jefa"}, {"accept", "1"}, {"version", "1"}, {"_csrf", token}});
  EXPECT_EQ(late.status, 410);
  EXPECT_TRUE(late.contains("ya no participa en la alianza"));
  EXPECT_EQ(house.status(organizations.at(0)), "withdrawn");
  EXPECT_EQ(house.number("SELECT count(*) FROM adherences WHERE signed_at IS NOT NULL"), 0);
  EXPECT_TRUE(house.app.visitor().get(house.link_to("org1@uno.example")).contains("ya no participa en la alianza"));
}

TEST_F(Adhering, NobodyIsAskedAgainWhoTakesNoPartOrHasNoContact) {
  accept_invitation("org1@uno.example");
  const adherences::AdherenceId id(house.number("SELECT id FROM adherences"));
  const auto ask = [&](const std::optional<std::string>& from) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return adherences::ask_again(tx, house.act("secretariat"), house.alliance, id, from); }));
  };
  EXPECT_EQ(ask(std::nullopt), "conflict") << "a letter would lead nowhere";
  EXPECT_EQ(ask(origin), "done");
  house.app.write([&](db::Tx& tx) { tx.exec("UPDATE affiliations SET until = since"); });
  EXPECT_EQ(ask(origin), "conflict");
  house.app.write([&](db::Tx& tx) { tx.exec("UPDATE affiliations SET until = NULL"); });
  house.app.write([&](db::Tx& tx) { tx.exec("UPDATE participations SET status = 'withdrawn'"); });
  EXPECT_EQ(ask(origin), "conflict");
}

TEST(AdheringWithoutText, NothingIsSentBeforeThereIsOne) {
  House house;
  house.directory(1);
  const auto c = house.campaign("Empresas", "required");
  house.choose_all(c);
  EXPECT_EQ(outcome(house.go(c)), "conflict");
  house.publish();
  EXPECT_EQ(outcome(house.go(c)), "done");
}

TEST(AdheringWithoutText, WhoAcceptedBeforeIsAskedWhenItIsPublished) {
  House house;
  const auto organizations = house.directory(2);
  house.publish();
  house.sent("required");
  house.app.write([&](db::Tx& tx) { tx.exec("DELETE FROM adherence_texts"); });  // as earlier versions let a campaign start
  const auto path = house.link_to("org1@uno.example");
  const auto answer = house.app.visitor().submit_from(
      path, path + "/accept", {{"name", "Ana"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}});
  EXPECT_EQ(answer.location(), path);
  EXPECT_EQ(house.status(organizations.at(0)), "invited");
  house.publish();
  house.publish("Otra versión.");
  house.work();
  EXPECT_EQ(house.number("SELECT count(*) FROM adherences"), 1);
  EXPECT_EQ(house.number("SELECT count(*) FROM auth_links WHERE purpose = 'adherence'"), 1) << "asked once";
  EXPECT_EQ(house.number("SELECT text_version FROM adherences"), 1);
}

}  // namespace
}  // namespace alianza::campaigns
