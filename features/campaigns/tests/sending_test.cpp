// Choosing recipients, and letters that leave once.
#include <set>

#include "features/campaigns/tests/house.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/bounce.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::campaigns {
namespace {

TEST(Campaigns, AskTheStandingOfWhoKeepsThem) {
  House house;
  const auto c = house.campaign();
  struct Case {
    const char* who;
    const char* read;
    const char* keep;
  };
  for (const auto& at :
       {Case{"anonymous", "not_found", "not_found"}, Case{"operator", "not_found", "not_found"},
        Case{"outsider", "not_found", "not_found"}, Case{"invited", "not_found", "not_found"},
        Case{"withdrawn", "not_found", "not_found"}, Case{"active", "forbidden", "forbidden"},
        Case{"suspended", "forbidden", "forbidden"}, Case{"facilitator", "forbidden", "forbidden"},
        Case{"legal", "done", "forbidden"}, Case{"secretariat", "done", "done"}, Case{"director", "done", "done"}}) {
    const auto act = house.act(at.who);
    EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return see(tx, act.actor, house.alliance, c.id); })), at.read)
        << at.who;
    auto input = house.input(std::string("Otra de ") + at.who);
    EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return plan(tx, act, house.alliance, input); })), at.keep) << at.who;
    input = house.input();
    EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) -> Result<Campaign> {
                auto made = edit(tx, act, house.alliance, c.id, input);
                if (made) input.version = std::to_string(made->version + 1);
                return made;
              })),
              std::string(at.who) == "director" ? "conflict" : at.keep)
        << at.who << " saves what the secretariat has saved first";
  }
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return see(tx, house.person("director"), house.other, c.id); })),
            "not_found");
}

TEST(Campaigns, ProveThatTheInvitationWasSent) {
  House house;
  house.organization("Con correo", {}, "ana@con.example");
  const auto page = "/alliances/" + house.alliance.text() + "/stages";
  const auto seen_by = [&](const char* who) { return house.app.client(house.person(who)).get(page); };
  const std::string words = "La campaña «Empresas» envió 1 carta.";
  const auto c = house.sent();
  EXPECT_FALSE(seen_by("secretariat").contains(words) && house.counts(c).taken == 0) << "only a letter that left is a fact";
  house.work();
  ASSERT_EQ(house.counts(c).taken, 1);
  const auto shown = seen_by("secretariat");
  EXPECT_TRUE(shown.contains(words));
  EXPECT_FALSE(seen_by("active").contains(words)) << "who does not move stages is not told about campaigns";
  // The form stands ready with that sentence and that day; a person decides.
  const auto at = shown.body.find("/meet?on=");
  ASSERT_NE(at, std::string::npos);
  const auto from = shown.body.rfind('"', at) + 1;
  auto form = shown.body.substr(from, shown.body.find('"', at) - from);
  for (auto amp = form.find("&amp;"); amp != std::string::npos; amp = form.find("&amp;")) form.erase(amp + 1, 4);
  const auto ready = house.app.client(house.person("secretariat")).get(form);
  EXPECT_TRUE(ready.contains(words)) << form;
  EXPECT_TRUE(ready.contains("value=\"" + house.app.today().text() + "\""));
}

TEST(Recipients, AreThoseOutsideWithAContactByMail) {
  House house;
  house.organization("Con correo", {}, "ana@con.example");
  house.organization("Sin correo");
  house.organization("Ya activa", Status::active, "beto@activa.example");
  house.organization("Suspendida", Status::suspended, "caro@suspendida.example");
  house.organization("Invitada", Status::invited, "dora@invitada.example");
  house.organization("Se fue", Status::withdrawn, "eva@fue.example");
  const auto twice = house.organization("Dos personas", {}, "flor@dos.example");
  house.contact(twice, "Gabriel Paz", "gabriel@dos.example", "representative");
  const auto c = house.campaign();
  const auto chosen = house.choose_all(c);
  EXPECT_EQ(chosen.added, 4);
  std::set<std::string> addresses;
  for (const auto& row : house.invitations_of(c).rows) addresses.insert(row.email.text());
  EXPECT_EQ(addresses,
            (std::set<std::string>{"ana@con.example", "dora@invitada.example", "eva@fue.example", "gabriel@dos.example"}))
      << "of an organisation the representative";
  EXPECT_EQ(house.choose_all(c).added, 0) << "nobody is chosen twice";
  RecipientsInput only;
  only.filter = {{"status", "withdrawn"}};
  const auto other = house.campaign("Las que se fueron");
  EXPECT_EQ(house.choose_all(other, only).added, 1);
  only.filter = {{"status", "active"}};
  EXPECT_EQ(house.choose_all(house.campaign("Ninguna"), only).added, 0)
      << "who is active is not invited, whatever the filter says";
}

TEST(Recipients, OfAListAreContactsOfTheDirectory) {
  House house;
  house.directory(3);
  house.organization("Ya activa", Status::active, "beto@activa.example");
  const auto c = house.campaign();
  const auto by_list = [&](const std::string& addresses, const std::string& lang = "es") {
    RecipientsInput input;
    input.how = "list";
    input.addresses = addresses;
    input.lang = lang;
    return house.app.db().write(
        [&](db::Tx& tx) { return choose(tx, house.memory, house.act("secretariat"), house.alliance, c.id, input); });
  };
  const auto wrong = by_list("org1@uno.example\nnadie@uno.example");
  ASSERT_FALSE(wrong);
  EXPECT_NE(i18n::text(Lang::es, wrong.error().fields.at(0).message).find("renglón 2"), std::string::npos);
  EXPECT_EQ(outcome(by_list("esto no es correo")), "addresses");
  EXPECT_EQ(outcome(by_list(" \n ")), "addresses");
  EXPECT_EQ(outcome(by_list("beto@activa.example")), "addresses") << "takes part already";
  EXPECT_EQ(house.counts(c).all, 0) << "all of a list or nothing";
  const auto chosen = by_list("ORG1@uno.example\r\n\n org2@uno.example \norg1@UNO.example");
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->added, 2);
  EXPECT_EQ(chosen->known, 1);
  ASSERT_TRUE(by_list("org3@uno.example", "en"));
  EXPECT_EQ(house.invitation(c, "Empresa 103").lang, Lang::en);
}

TEST(Sending, WritesEachLetterOnceAndInvites) {
  House house;
  const auto organizations = house.directory(7);
  const auto c = house.campaign();
  EXPECT_EQ(outcome(house.go(c)), "conflict") << "nobody is chosen";
  house.choose_all(c);
  ASSERT_TRUE(house.go(c));
  EXPECT_EQ(outcome(house.go(c)), "conflict") << "it is being sent";
  EXPECT_EQ(house.counts(c).drafted, 7);
  house.work(false);
  EXPECT_EQ(to_text(house.now(c).state), "sent");
  EXPECT_EQ(house.counts(c).queued, 7);
  house.work();
  const auto counts = house.counts(c);
  EXPECT_EQ(counts.silent, 7);
  EXPECT_EQ(counts.taken, 7);
  std::set<std::string> to;
  for (const auto& kept : house.letters()) to.insert(kept.letter.to.text());
  EXPECT_EQ(to.size(), 7U);
  EXPECT_EQ(house.letters().size(), 7U);
  for (const auto id : organizations) EXPECT_EQ(house.status(id), "invited");
  EXPECT_EQ(house.number("SELECT count(*) FROM auth_links"), 7);
  EXPECT_EQ(house.number("SELECT count(*) FROM invitation_steps WHERE state = 'queued'"), 7);
  EXPECT_EQ(house.number("SELECT count(*) FROM invitation_steps WHERE state = 'sent'"), 7);
}

TEST(Sending, ALetterSaysWhatItsPersonReads) {
  House house;
  house.organization("Altozano <b> & hijos", {}, "ana@altozano.example");
  const auto c = house.sent();
  const auto letter = house.letters().at(0).letter;
  EXPECT_EQ(letter.subject.text(), "Altozano <b> & hijos: invitación a Alianza muestra");
  EXPECT_EQ(letter.to_name.text(), "Contacto de Altozano <b> & hijos");
  EXPECT_EQ(letter.reply_to->text(), "secretariado@institucion.example");
  EXPECT_NE(letter.html.find("Altozano &lt;b&gt; &amp; hijos"), std::string::npos);
  EXPECT_EQ(letter.html.find("<b>"), std::string::npos);
  EXPECT_EQ(letter.html.find("<img"), std::string::npos) << "nothing is loaded from anywhere";
  EXPECT_NE(letter.text.find("Agencia de muestra invita a Altozano <b> & hijos a participar en Alianza muestra"),
            std::string::npos);
  EXPECT_NE(letter.text.find(i18n::text(Lang::es, _("Le agradeceremos su respuesta a más tardar el"))), std::string::npos)
      << letter.text;
  EXPECT_TRUE(house.link_to("ana@altozano.example").starts_with("/invitations/"));
  static_cast<void>(c);
}

TEST(Sending, NoNameKeepsALetterFromLeaving) {
  House house;
  const auto id = house.organization("Uno\tdos \x01 " + std::string(200, 'x'), {}, "");
  house.contact(id, "Ana\tRuiz\x7f", "ana@uno.example");
  house.sent();
  ASSERT_EQ(house.letters().size(), 1U);
  EXPECT_EQ(house.letters().at(0).letter.to_name.text(), "Ana Ruiz ");
  EXPECT_TRUE(house.letters().at(0).letter.subject.text().starts_with("Uno dos   xxx"));
}

TEST(Sending, OfALetterInEnglishLeadsToTheEnglishPage) {
  House house;
  house.organization("Highland", {}, "ann@highland.example");
  const auto c = house.campaign();
  RecipientsInput english;
  english.lang = "en";
  house.choose_all(c, english);
  ASSERT_TRUE(house.go(c));
  house.work();
  EXPECT_EQ(house.letters().at(0).letter.lang, Lang::en);
  EXPECT_EQ(house.letters().at(0).letter.subject.text(), "Highland: invitation to Alianza muestra");
  EXPECT_TRUE(house.link_to("ann@highland.example").starts_with("/en/invitations/"));
}

TEST(Sending, TellsAnOpenPageHowFarItIs) {
  House house;
  house.directory(7);
  const auto c = house.campaign();
  house.choose_all(c);
  ASSERT_TRUE(house.go(c));
  house.app.write([&](db::Tx& tx) { return send_batch(tx, c.id, origin, 3); });
  const auto page = "/alliances/" + house.alliance.text() + "/campaigns/" + c.id.text();
  auto& client = house.app.client(house.person("secretariat"));
  EXPECT_TRUE(client.get(page).contains("sse-connect=\"" + page + "/events\""));
  const auto events = client.get(page + "/events");
  EXPECT_EQ(events.status, 200);
  EXPECT_EQ(events.header("Content-Type"), "text/event-stream");
  EXPECT_TRUE(events.contains("event: progress\ndata: "));
  EXPECT_TRUE(events.contains("3 de 7 cartas escritas"));
  EXPECT_TRUE(client.get("/en" + page + "/events").contains("3 of 7 letters written"));
  house.work();
  EXPECT_EQ(client.get(page + "/events").body, "event: over\ndata: \n\n") << "the page is loaded again";
  EXPECT_FALSE(client.get(page).contains("sse-connect"));
  EXPECT_EQ(house.app.client(house.person("outsider")).get(page + "/events").status, 404);
}

TEST(Sending, ChoosesManyInSlicesThatAreOneChoice) {
  House house;
  house.directory(620);
  const auto c = house.campaign();
  const auto chosen = house.choose_all(c);
  EXPECT_EQ(chosen.added, 620);
  EXPECT_EQ(house.counts(c).drafted, 620);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines WHERE verb = 'campaign.choose'"), 3);
  EXPECT_EQ(house.choose_all(c).added, 0);
}

TEST(Sending, PausesBetweenBatchesAndGoesOn) {
  House house;
  house.directory(7);
  const auto c = house.campaign();
  house.choose_all(c);
  ASSERT_TRUE(house.go(c));
  const auto as = house.act("secretariat");
  const auto batch = house.app.write([&](db::Tx& tx) { return send_batch(tx, c.id, origin, 3); });
  EXPECT_EQ(batch.left, 4);
  ASSERT_TRUE(house.app.db().write([&](db::Tx& tx) { return pause(tx, as, house.alliance, c.id); }));
  house.work();
  EXPECT_EQ(house.letters().size(), 3U) << "what was in the outbox left, nothing else";
  EXPECT_EQ(to_text(house.now(c).state), "paused");
  ASSERT_TRUE(house.go(c));
  house.work();
  EXPECT_EQ(house.letters().size(), 7U);
  EXPECT_EQ(to_text(house.now(c).state), "sent");
  house.organization("Tardía", {}, "tarde@uno.example");
  EXPECT_EQ(house.choose_all(c).added, 1) << "later ones may be added";
  ASSERT_TRUE(house.go(c));
  house.work();
  EXPECT_EQ(house.letters().size(), 8U);
}

TEST(Sending, NeedsAnAddressForItsLinks) {
  House house;
  house.directory(1);
  const auto c = house.campaign();
  house.choose_all(c);
  const auto as = house.act("secretariat");
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return start(tx, as, house.alliance, c.id, std::nullopt); })),
            "conflict");
}

TEST(Sending, TellsWhatBecameOfALetterAndSendsItAgainOnDemand) {
  House house;
  house.directory(2);
  const auto c = house.campaign();
  house.choose_all(c);
  ASSERT_TRUE(house.go(c));
  house.work(false);
  const auto first = house.invitation(c, "Empresa 101");
  const auto second = house.invitation(c, "Empresa 102");
  const auto tell = [&](const Invitation& i, mail::State state) {
    house.app.write([&](db::Tx& tx) -> Done {
      tx.exec("UPDATE mail_letters SET state = :state, tries = 1 WHERE id = :id", {{"state", state}, {"id", i.letter}});
      note_letter(tx, i.letter, state);
      return {};
    });
  };
  tell(first, mail::State::failed);
  tell(second, mail::State::unsure);
  EXPECT_EQ(house.counts(c).failed, 1);
  EXPECT_EQ(house.counts(c).unsure, 1);
  const auto as = house.act("secretariat");
  const auto again = [&](InvitationId id) {
    return house.app.db().write([&](db::Tx& tx) { return resend(tx, as, house.alliance, c.id, id, origin); });
  };
  EXPECT_TRUE(again(first.id));
  EXPECT_EQ(to_text(house.invitation(c, "Empresa 101").state), "queued");
  EXPECT_EQ(outcome(again(first.id)), "conflict");
  EXPECT_TRUE(again(second.id));
  house.work();
  EXPECT_EQ(house.counts(c).silent, 2);
  EXPECT_EQ(house.letters().size(), 2U) << "the same letters, not others";
  EXPECT_EQ(outcome(again(first.id)), "conflict");
}

TEST(Reminders, GoToTheSilentOnlyAndAreCounted) {
  House house;
  house.directory(4);
  const auto c = house.sent();
  const auto as = house.act("secretariat");
  const auto remind_now = [&] {
    return outcome(house.app.db().write([&](db::Tx& tx) { return remind(tx, as, house.alliance, c.id, origin); }));
  };
  EXPECT_EQ(remind_now(), "conflict") << "the letters are of today";
  const auto first = house.link("org1@uno.example");
  const auto second = house.link("org2@uno.example");
  house.app.write([&](db::Tx& tx) { return accept(tx, {}, first, {"Ana", "", "1", {"1", "1"}}, origin); });
  house.app.write([&](db::Tx& tx) { return decline(tx, {}, second, ""); });
  house.app.clock().advance(std::chrono::hours(24 * 3));
  const auto first_link = house.link_to("org3@uno.example");
  EXPECT_EQ(remind_now(), "done");
  house.work();
  EXPECT_EQ(house.letters().size(), 6U);
  EXPECT_EQ(house.invitation(c, "Empresa 103").reminders, 1);
  EXPECT_EQ(house.invitation(c, "Empresa 101").reminders, 0);
  EXPECT_TRUE(house.letters().front().letter.subject.text().starts_with("Recordatorio: "));
  EXPECT_NE(house.letters().front().letter.text.find("Le escribimos el"), std::string::npos);
  EXPECT_NE(house.link_to("org3@uno.example"), first_link) << "another link";
  EXPECT_EQ(house.app.visitor().get(first_link).status, 200) << "and the first one still serves";
  EXPECT_EQ(remind_now(), "conflict");
  for (int i = 0; i < 2; ++i) {
    house.app.clock().advance(std::chrono::hours(24 * 3));
    EXPECT_EQ(remind_now(), "done");
    house.work();
  }
  house.app.clock().advance(std::chrono::hours(24 * 3));
  EXPECT_EQ(remind_now(), "conflict") << "three times are enough";
  EXPECT_EQ(house.letters().size(), 10U);
}

TEST(Sending, WritesToNobodyWhomItNoLongerFits) {
  House house;
  const auto ids = house.directory(4);
  const auto c = house.campaign();
  house.choose_all(c);
  house.move(ids.at(0), Status::active);
  house.app.write([&](db::Tx& tx) {
    tx.exec("UPDATE affiliations SET until = since WHERE organization_id = :id", {{"id", ids.at(1)}});
    tx.exec("UPDATE organizations SET shelf = 'inactive' WHERE id = :id", {{"id", ids.at(2)}});
  });
  house.contact(ids.at(3), "Gabriel Paz", "gabriel@uno.example", "representative");
  ASSERT_TRUE(house.go(c));
  house.work();
  EXPECT_EQ(to_text(house.now(c).state), "sent");
  ASSERT_EQ(house.letters().size(), 1U);
  EXPECT_EQ(house.letters().at(0).letter.to.text(), "org4@uno.example") << "whom the list says, not only the representative";
  EXPECT_NE(house.invitation(c, "Empresa 101").reason.find("ya participa"), std::string::npos);
  EXPECT_NE(house.invitation(c, "Empresa 102").reason.find("El contacto ya no está"), std::string::npos);
  EXPECT_NE(house.invitation(c, "Empresa 103").reason.find("ya no está activa"), std::string::npos);
  EXPECT_EQ(house.counts(c).revoked, 3);
  EXPECT_EQ(house.status(ids.at(0)), "active");
  EXPECT_EQ(house.status(ids.at(1)), "none");
}

TEST(Reminders, AreStoppedByWhoWantsNoMoreAndComeBackAsABounceSays) {
  House house;
  house.directory(3);
  const auto c = house.sent();
  const auto as = house.act("secretariat");
  house.app.write([&](db::Tx& tx) { mail::unsubscribe(tx, house.agency.value(), Email::parse("ORG2@uno.example").value()); });
  const auto bounced = house.letters().front();
  house.app.write([&](db::Tx& tx) -> Done {
    TRY(mail::bounce(tx, {bounced.message_id, "5.1.1", {550, "no such user"}}));
    return {};
  });
  house.app.clock().advance(std::chrono::hours(24 * 3));
  const auto at = house.invitations_of(c).at;
  EXPECT_EQ(at.counts.bounced, 1);
  EXPECT_EQ(house.app.read([&](db::Tx& tx) -> Result<std::int64_t> { return remindable(tx, at); }),
            bounced.letter.to.text() == "org2@uno.example" ? 2 : 1);
  ASSERT_TRUE(house.app.db().write([&](db::Tx& tx) { return remind(tx, as, house.alliance, c.id, origin); }));
  house.work();
  int reminders = 0;
  for (const auto& kept : house.letters()) {
    if (!kept.letter.subject.text().starts_with("Recordatorio: ")) continue;
    ++reminders;
    EXPECT_NE(kept.letter.to.text(), "org2@uno.example");
    ASSERT_TRUE(kept.letter.unsubscribe);
    EXPECT_TRUE(kept.letter.unsubscribe->text().starts_with(origin + "/unsubscribe/"));
    EXPECT_NE(kept.letter.text.find("No quiero más recordatorios"), std::string::npos);
  }
  EXPECT_GE(reminders, 1);
  for (const auto& row : house.invitations_of(c).rows)
    if (row.state == InvitationState::bounced) {
      EXPECT_EQ(row.reason, "550 no such user");
    }
}

TEST(Reminders, EndTheLinksOfWhomTheyNoLongerFit) {
  House house;
  const auto ids = house.directory(4);
  const auto c = house.sent();
  const auto as = house.act("secretariat");
  const auto left = house.link_to("org1@uno.example");
  const auto withdrawn = house.link_to("org2@uno.example");
  house.app.clock().advance(std::chrono::hours(24 * 3));
  house.app.write([&](db::Tx& tx) {
    tx.exec("UPDATE affiliations SET until = since WHERE organization_id = :id", {{"id", ids.at(0)}});
  });
  house.withdraw_today(ids.at(1));
  ASSERT_TRUE(house.app.db().write([&](db::Tx& tx) { return remind(tx, as, house.alliance, c.id, origin); }));
  house.work();
  EXPECT_EQ(house.letters().size(), 6U);
  EXPECT_EQ(to_text(house.invitation(c, "Empresa 101").state), "revoked");
  EXPECT_EQ(house.status(ids.at(0)), "withdrawn");
  EXPECT_EQ(house.app.visitor().get(left).status, 410);
  EXPECT_NE(house.invitation(c, "Empresa 102").reason.find("ya no está invitada"), std::string::npos);
  EXPECT_EQ(house.app.visitor().get(withdrawn).status, 410);
  EXPECT_EQ(house.invitation(c, "Empresa 103").reminders, 1);
}

TEST(Editing, KeepsTheTextThatWasSentAndMovesTheDeadline) {
  House house;
  house.directory(1);
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto as = house.act("secretariat");
  auto input = as_input(c);
  const auto save = [&] {
    return outcome(house.app.db().write([&](db::Tx& tx) { return edit(tx, as, house.alliance, c.id, input); }));
  };
  input.body_es = "Otro texto {enlace}";
  EXPECT_EQ(save(), "conflict");
  input = as_input(c);
  input.deadline = c.deadline.plus_days(10).text();
  EXPECT_EQ(save(), "done");
  house.app.clock().advance(std::chrono::hours(24 * 25));
  EXPECT_EQ(house.app.visitor().get(path).status, 200) << "the links that were sent serve until the new day";
  house.app.clock().advance(std::chrono::hours(24 * 6));
  EXPECT_EQ(house.app.visitor().get(path).status, 410);
}

TEST(Merging, TwoOrganizationsMovesTheInvitationAndTakesItBack) {
  House house;
  const auto ids = house.directory(2);
  const auto kept = house.organization("La que queda");
  const auto c = house.sent();
  const auto as = house.act("director");
  const auto merged =
      house.app.write([&](db::Tx& tx) { return organizations::merge(tx, as, house.alliance, kept, ids.at(0), "la misma"); });
  EXPECT_EQ(house.invitation(c, "Empresa 101").organization, kept);
  house.app.write([&](db::Tx& tx) { return organizations::undo_merge(tx, as, house.alliance, merged.id); });
  EXPECT_EQ(house.invitation(c, "Empresa 101").organization, ids.at(0));
}

TEST(Merging, RevokesWhatIsLeftBehindWhereBothAreInvited) {
  House house;
  const auto ids = house.directory(2);
  const auto c = house.sent();
  const auto path = house.link_to("org1@uno.example");
  const auto as = house.act("director");
  const auto merged =
      house.app.write([&](db::Tx& tx) { return organizations::merge(tx, as, house.alliance, ids.at(1), ids.at(0), "la misma"); });
  const auto left = house.invitation(c, "Empresa 101");
  EXPECT_EQ(to_text(left.state), "revoked");
  EXPECT_NE(left.reason.find("se fusionó"), std::string::npos);
  EXPECT_EQ(house.app.visitor().get(path).status, 410);
  EXPECT_EQ(to_text(house.invitation(c, "Empresa 102").state), "sent");
  EXPECT_EQ(
      outcome(house.app.db().write([&](db::Tx& tx) { return organizations::undo_merge(tx, as, house.alliance, merged.id); })),
      "done");
  EXPECT_EQ(house.status(ids.at(0)), "invited");
}

}  // namespace
}  // namespace alianza::campaigns
