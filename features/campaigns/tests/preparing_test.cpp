// What a campaign says and allows before its letters leave, and what its letters look like.
#include "features/campaigns/tests/house.h"
#include "platform/mail/bounce.h"

namespace alianza::campaigns {
namespace {

struct Office {
  House house;
  http::TestClient& client = house.app.client(house.person("secretariat"));
  std::string page_of(const Campaign& c) { return "/alliances/" + house.alliance.text() + "/campaigns/" + c.id.text(); }
};

TEST(Preparing, AddressesThatWereTypedAreNotLeftAsideForTheDirectory) {
  Office at;
  at.house.directory(3);
  const auto c = at.house.campaign();
  const auto form = at.page_of(c) + "/recipients";
  const auto both = at.client.submit_from(form, form, {{"how", "filter"}, {"lang", "es"}, {"addresses", "org1@uno.example"}});
  EXPECT_EQ(both.status, 422);
  EXPECT_TRUE(both.contains("Escribió correos, pero eligió «Del directorio»"));
  EXPECT_EQ(at.house.counts(c).all, 0);
  RecipientsInput slice;
  slice.addresses = "org1@uno.example";
  EXPECT_EQ(outcome(at.house.app.db().write([&](db::Tx& tx) {
              return choose(tx, at.house.memory, at.house.act("secretariat"), at.house.alliance, c.id, slice);
            })),
            "how");
  const auto listed =
      at.client.submit_from(form, form, {{"how", "list"}, {"lang", "es"}, {"addresses", "org1@uno.example\norg2@uno.example"}});
  ASSERT_EQ(listed.status, 303);
  EXPECT_TRUE(at.client.get(listed.location()).contains("Se agregaron 2 destinatarios."));
}

TEST(Preparing, WhatWasPickedInTheDirectoryIsInvitedAndNobodyElse) {
  Office at;
  at.house.directory(3);
  const auto root = "/alliances/" + at.house.alliance.text() + "/campaigns";
  const auto ids = at.house.app.read([&](db::Tx& tx) -> Result<std::vector<organizations::OrganizationId>> {
    organizations::ListRequest wanted;
    wanted.alliance = at.house.alliance;
    wanted.filter.not_taking_part = true;
    const auto rows = TRY(organizations::rows_after(tx, at.house.memory, at.house.act("secretariat").actor, wanted));
    std::vector<organizations::OrganizationId> out;
    for (const auto& row : rows) out.push_back(row.id);
    return out;
  });
  ASSERT_GE(ids.size(), 3u);
  const auto picked = "?only=" + ids[0].text() + "&only=" + ids[2].text();
  const auto none = at.client.get(root + "/recipients" + picked);
  EXPECT_EQ(none.status, 303) << "no campaign to choose: one is planned";
  EXPECT_NE(none.location().find("/campaigns/new?only="), std::string::npos);
  const auto c = at.house.campaign();
  const auto choice = at.client.get(root + "/recipients" + picked);
  const auto form = at.page_of(c) + "/recipients" + picked;
  EXPECT_TRUE(choice.contains(at.page_of(c) + "/recipients?only=" + ids[0].text()));
  EXPECT_TRUE(at.client.get(form).contains("A las 2 organizaciones que eligió en el directorio."));
  const auto chosen = at.client.submit_from(form, form, {{"how", "filter"}, {"lang", "es"}});
  ASSERT_EQ(chosen.status, 303);
  EXPECT_TRUE(at.client.get(chosen.location()).contains("Se agregaron 2 destinatarios."));
  EXPECT_EQ(at.house.counts(c).all, 2);
}

TEST(Preparing, AllThatWereNotSentAreLeftOutByOneButton) {
  Office at;
  at.house.directory(3);
  const auto c = at.house.campaign();
  const auto page = at.page_of(c);
  EXPECT_FALSE(at.client.get(page).contains("/leave-out"));
  EXPECT_EQ(at.client.submit_from(page + "/leave-out", page + "/leave-out", {}).status, 409) << "there is nobody";
  at.house.choose_all(c);
  EXPECT_TRUE(at.client.get(page).contains(page + "/leave-out"));
  EXPECT_TRUE(at.client.get(page + "/leave-out").contains("Se quitarán 3 destinatarios"));
  ASSERT_EQ(at.client.submit_from(page + "/leave-out", page + "/leave-out", {}).status, 303);
  EXPECT_EQ(at.house.counts(c).all, 0);
  at.house.choose_all(c);
  ASSERT_TRUE(at.house.go(c));
  EXPECT_EQ(at.client.submit_from(page + "/leave-out", page + "/leave-out", {}).status, 409) << "it is being sent";
  at.house.work();
  EXPECT_EQ(at.house.counts(c).all, 3) << "what was sent stays";
}

TEST(Preparing, ADraftIsDiscardedAndWhatWasSentIsNot) {
  Office at;
  at.house.directory(2);
  const auto c = at.house.campaign();
  at.house.choose_all(c);
  const auto page = at.page_of(c);
  EXPECT_TRUE(at.client.get(page).contains(page + "/discard"));
  EXPECT_EQ(at.house.app.client(at.house.person("legal")).get(page + "/discard").status, 403);
  EXPECT_TRUE(at.client.get(page + "/discard").contains("con 2 destinatarios"));
  ASSERT_EQ(at.client.submit_from(page + "/discard", page + "/discard", {}).status, 303);
  EXPECT_EQ(at.client.get(page).status, 404);
  EXPECT_EQ(at.house.number("SELECT count(*) FROM invitations"), 0);
  const auto sent = at.house.sent();
  EXPECT_FALSE(at.client.get(at.page_of(sent)).contains("/discard"));
  auto program = at.house.app.token_client(at.house.person("secretariat"), {"campaigns:write", "campaigns:read"});
  EXPECT_EQ(program.json(http::Method::delete_, "/api/v1" + at.page_of(sent), "").status, 409);
  EXPECT_EQ(program.json(http::Method::delete_, "/api/v1" + at.page_of(sent) + "/invitations", "").status, 409);
  const auto other = at.house.campaign("Otra");
  EXPECT_EQ(program.json(http::Method::delete_, "/api/v1" + at.page_of(other), "").status, 204);
}

TEST(Preparing, ThatTheAdherenceLetterIsMissingIsSaidFromTheBeginning) {
  Office at;
  const auto page = at.page_of(at.house.campaign("Empresas", "required"));
  const auto text = "/alliances/" + at.house.alliance.text() + "/adherences/text";
  EXPECT_TRUE(at.client.get(page).contains(text));
  EXPECT_FALSE(at.client.get(at.page_of(at.house.campaign("Otras", "not_required"))).contains(text));
  at.house.publish();
  EXPECT_FALSE(at.client.get(page).contains(text));
}

TEST(Preparing, ThePageSaysWhenRemindersCanBeSentAndShowsTheButtonThen) {
  Office at;
  at.house.directory(2);
  const auto page = at.page_of(at.house.sent());
  const auto early = at.client.get(page);
  EXPECT_TRUE(early.contains("podrá enviar un recordatorio"));
  EXPECT_FALSE(early.contains(page + "/remind"));
  at.house.app.clock().advance(std::chrono::hours(24 * days_between_letters));
  const auto then = at.house.app.client(at.house.person("director")).get(page);  // whose session is fresh
  EXPECT_FALSE(then.contains("podrá enviar un recordatorio"));
  EXPECT_TRUE(then.contains(page + "/remind"));
}

TEST(Preparing, ALetterHasAButtonAndItsTextTheAddress) {
  Office at;
  at.house.directory(1);
  at.house.sent();
  const auto letter = at.house.letters().at(0).letter;
  const auto link = at.house.link_to("org1@uno.example");
  EXPECT_NE(letter.text.find("Ver la invitación y responder: " + origin + link), std::string::npos) << letter.text;
  EXPECT_NE(letter.html.find("href=\"" + origin + link + "\">Ver la invitación y responder</a>"), std::string::npos);
  EXPECT_NE(letter.html.find("overflow-wrap:anywhere"), std::string::npos);
  EXPECT_EQ(letter.html.find("class="), std::string::npos) << "there is no style sheet in a letter";
}

TEST(Preparing, ALetterThatCameBackGoesToTheCorrectedAddress) {
  Office at;
  const auto organization = at.house.directory(2).at(0);
  const auto c = at.house.sent();
  const auto old = at.house.link_to("org1@uno.example");
  for (const auto& kept : at.house.letters())
    if (kept.letter.to.text() == "org1@uno.example")
      at.house.app.write([&](db::Tx& tx) -> Done {
        TRY(mail::bounce(tx, {kept.message_id, "5.1.1", {550, "no such user"}}));
        return {};
      });
  const auto id = at.house.invitation(c, "Empresa 101").id;
  const auto page = at.page_of(c) + "/invitations/" + id.text();
  const auto contacts = "/alliances/" + at.house.alliance.text() + "/organizations/" + organization.text() + "/contacts";
  const auto shown = at.client.get(page);
  EXPECT_TRUE(shown.contains("550 no such user"));
  EXPECT_TRUE(shown.contains(contacts));
  const auto form = contacts + "/" +
                    membership::AffiliationId(at.house.number("SELECT id FROM affiliations WHERE person_id = (SELECT person_id "
                                                              "FROM invitations WHERE state = 'bounced')"))
                        .text() +
                    "/edit";
  EXPECT_TRUE(at.client.get(contacts).contains(form));
  EXPECT_FALSE(shown.contains(page + "/resend")) << "not to the same address again";
  EXPECT_EQ(at.client.submit_from(page, page + "/resend", {}).status, 409);
  const auto correct = [&](const std::string& email) {
    return at.client
        .submit_from(form, form,
                     {{"name", "Ana Ruiz"}, {"position", "Directora"}, {"email", email}, {"phone", ""}, {"role", "contact"}})
        .status;
  };
  EXPECT_EQ(correct("esto no es correo"), 422);
  ASSERT_EQ(correct("org2@uno.example"), 303);
  EXPECT_EQ(at.client.submit_from(page, page + "/resend", {}).status, 409) << "another organisation is written to there";
  ASSERT_EQ(correct("ana@uno.example"), 303);
  EXPECT_TRUE(at.client.get(page).contains(page + "/resend"));
  ASSERT_EQ(at.client.submit_from(page, page + "/resend", {}).status, 303);
  at.house.work();
  EXPECT_EQ(at.house.app.visitor().get(at.house.link_to("ana@uno.example")).status, 200);
  EXPECT_EQ(at.house.app.visitor().get(old).status, 410);
  const auto invitation = at.house.invitation(c, "Empresa 101");
  EXPECT_EQ(to_text(invitation.state), "sent");
  EXPECT_EQ(invitation.person_name, "Ana Ruiz");
  EXPECT_EQ(invitation.reason, "");
  EXPECT_EQ(at.house.app.client(at.house.person("legal")).get(form).status, 403);
  auto program = at.house.app.token_client(at.house.person("secretariat"), {"organizations:write", "organizations:read"});
  const auto changed =
      program.json(http::Method::put, "/api/v1" + form.substr(0, form.rfind('/')),
                   R"({"name":"Ana Ruiz","email":"ana@uno.example","phone":"","position":"Jefa","role":"contact"})");
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_TRUE(at.client.get(contacts).contains("Jefa"));
}

TEST(Reconsidering, WhoDeclinedAcceptsByTheSameLinkUntilTheDeadline) {
  House house;
  const auto organization = house.directory(2).at(0);
  const auto c = house.sent();
  const auto page = house.link_to("org1@uno.example");
  ASSERT_EQ(house.app.visitor().submit_from(page, page + "/decline", {{"reason", "No hay tiempo"}}).status, 303);
  EXPECT_EQ(house.status(organization), "withdrawn");
  EXPECT_TRUE(house.app.visitor().get(page).contains("Si cambiaron de opinión"));
  EXPECT_FALSE(house.app.visitor().get(page).contains("No podemos participar"));
  const http::Pairs fields{{"name", "Ana Ruiz"}, {"position", ""}, {"notice", "1"}, {"privacy", "1"}, {"privacy_version", "1"}};
  ASSERT_EQ(house.app.visitor().submit_from(page, page + "/accept", fields).status, 303);
  EXPECT_EQ(house.status(organization), "active");
  const auto invitation = house.invitation(c, "Empresa 101");
  EXPECT_EQ(to_text(invitation.state), "accepted");
  EXPECT_EQ(invitation.reason, "");
  const auto late = house.link_to("org2@uno.example");
  ASSERT_EQ(house.app.visitor().submit_from(late, late + "/decline", {{"reason", ""}}).status, 303);
  const auto token = http::hidden_field(house.app.visitor().get(late).body, "_csrf");
  house.app.clock().advance(std::chrono::hours(24 * 21));
  EXPECT_FALSE(house.app.visitor().get(late).contains("Si cambiaron de opinión"));
  auto again = fields;
  again.emplace_back("_csrf", token);
  EXPECT_EQ(house.app.visitor().submit(late + "/accept", again).status, 409);
}

}  // namespace
}  // namespace alianza::campaigns
