// Answering by the link: drafts, two who write at once, sending, changing, closing.
#include "features/surveys/tests/house.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

TEST(Surveys, AskTheStandingOfWhoKeepsThem) {
  House house;
  for (const auto status : {Status::invited, Status::active, Status::suspended, Status::withdrawn}) {
    const auto name = std::string(membership::code(status));
    house.represent(name, house.organization("Organización " + name, status));
  }
  const auto s = house.survey();
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
    EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return rates(tx, act.actor, house.alliance, s.id); })), at.read)
        << at.who;
    EXPECT_EQ(outcome(house.app.db().read(
                  [&](db::Tx& tx) { return sent_answers(tx, act.actor, house.alliance, s.id, ResponseId(), 10); })),
              at.read)
        << at.who;
    const auto input = house.input(std::string("Otra de ") + at.who);
    EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return plan(tx, act, house.alliance, input); })), at.keep) << at.who;
  }
  EXPECT_EQ(outcome(house.app.db().read([&](db::Tx& tx) { return see(tx, house.person("director"), house.other, s.id); })),
            "not_found");
}

TEST(Surveys, ArePlannedFromATemplateAndSavedOnce) {
  House house;
  const auto s = house.survey();
  EXPECT_EQ(outcome(house.app.db().write(
                [&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, house.input()); })),
            "title_es");
  auto input = house.input("Otra", "nada");
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); })),
            "from_template");
  input = house.input("Otra");
  input.closes_on = house.app.today().plus_days(-1).text();
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); })),
            "closes_on");
  const auto stored = house.app.read([&](db::Tx& tx) -> Result<Questionnaire> { return questionnaire(tx, s); });
  const auto& shipped = find_template("axs")->questionnaire;
  ASSERT_EQ(stored.questions().size(), shipped.questions().size());
  for (std::size_t i = 0; i < shipped.questions().size(); ++i) {
    const auto& a = *stored.questions()[i];
    const auto& b = *shipped.questions()[i];
    EXPECT_EQ(a.code, b.code);
    EXPECT_EQ(a.options.size(), b.options.size());
    EXPECT_EQ(a.rows.size(), b.rows.size());
    EXPECT_EQ(a.conditions.size(), b.conditions.size());
    EXPECT_EQ(a.text.en, b.text.en);
    EXPECT_EQ(a.least, b.least);
  }
  auto change = as_input(s);
  change.title_es = "Con otro título";
  const auto save_it = [&] {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, s.id, change); }));
  };
  EXPECT_EQ(save_it(), "done");
  EXPECT_EQ(save_it(), "conflict") << "somebody saved first";
}

TEST(Surveys, WithAQuestionnaireThatCannotBeAnsweredDoNotOpen) {
  House house;
  house.members(1);
  auto form = find_template("axs")->questionnaire;
  form.sections[0].questions[1].conditions = {{"gone", ConditionTest::has, ""}};
  const auto s = house.survey(form, house.input("Rota"));
  house.choose_all(s);
  const auto done = house.go(s);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().fields.front().field, "examples");
  EXPECT_EQ(i18n::text(Lang::es, done.error().fields.front().message), "La pregunta examples depende de «gone», que no existe.");
}

TEST(Answers, AreADraftUntilTheyAreSent) {
  House house;
  house.members(2);
  const auto s = house.opened(house.survey());
  const auto link = house.link("org1@uno.example");
  EXPECT_EQ(house.recipient(s, "Empresa 101").progress, Progress::silent);
  auto saved = house.type(link, 0, {{"a.actions.4", "current"}});
  EXPECT_EQ(i18n::text(Lang::es, saved.errors.at("actions")), "Faltan 16 renglones por contestar.");
  EXPECT_TRUE(saved.has_appeared) << "the examples are asked of who acts";
  EXPECT_EQ(house.sheet_of(link).draft.at("actions").size(), 1U) << "kept all the same";
  EXPECT_EQ(house.recipient(s, "Empresa 101").progress, Progress::started);
  EXPECT_EQ(house.rates_of(s).whole.answered, 0);
  const auto early = house.send_by(link);
  ASSERT_FALSE(early);
  std::set<std::string> wrong;
  for (const auto& field : early.error().fields) wrong.insert(field.field);
  EXPECT_EQ(wrong, (std::set<std::string>{"actions", "priorities", "activities", "role"}));
  house.answer_axs(link);
  EXPECT_EQ(outcome(house.send_by(link, " ")), "name");
  ASSERT_TRUE(house.send_by(link));
  const auto at = house.sheet_of(link);
  EXPECT_EQ(at.edition, 1);
  EXPECT_EQ(at.receipt.size(), 9U);
  EXPECT_EQ(at.sent_by, "Ana Robles");
  EXPECT_FALSE(at.has_unsent);
  const auto rate = house.rates_of(s).whole;
  EXPECT_EQ(rate.answered, 1);
  EXPECT_EQ(rate.asked, 2);
}

TEST(Answers, CanBeChangedUntilTheSurveyCloses) {
  House house;
  house.members(1);
  const auto s = house.opened(house.survey());
  const auto link = house.link("org1@uno.example");
  house.answer_axs(link);
  ASSERT_TRUE(house.send_by(link));
  const auto first = house.sheet_of(link).receipt;
  ASSERT_TRUE(house.send_by(link)) << "a second press of the button";
  EXPECT_EQ(house.sheet_of(link).edition, 1);
  house.type(link, 1, {{"a.priorities", "7"}, {"a.priorities", "13"}});
  EXPECT_TRUE(house.sheet_of(link).has_unsent);
  const auto counted = [&] {
    return house.number("SELECT count(*) FROM survey_answers WHERE standing = 'current' AND question_code = 'priorities'");
  };
  EXPECT_EQ(counted(), 1) << "what was sent counts";
  ASSERT_TRUE(house.send_by(link, "Beto Lara"));
  EXPECT_EQ(counted(), 2);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_answers WHERE standing = 'former' AND question_code = 'priorities'"), 1);
  EXPECT_EQ(house.sheet_of(link).edition, 2);
  EXPECT_NE(house.sheet_of(link).receipt, first);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines WHERE verb = 'survey.answer'"), 2);
  // A goal that was answered under a condition that no longer holds is not sent.
  house.type(link, 2, {{"a.role", "lead"}, {"a.activities", "share"}});
  house.type(link, 2, {{"a.lead_goal", "4"}});
  house.type(link, 2, {{"a.role", "observe"}, {"a.activities", "share"}});
  ASSERT_TRUE(house.send_by(link));
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_answers WHERE standing = 'current' AND question_code = 'lead_goal'"), 0);
  house.app.write([&](db::Tx& tx) -> Done { return close(tx, house.act("secretariat"), house.alliance, s.id); });
  EXPECT_EQ(house.sheet_of(link).door, Door::closed);
  EXPECT_EQ(outcome(house.submit(link, 1, house.form(house.sheet_of(link), {{"a.priorities", "1"}}))), "gone");
  EXPECT_EQ(outcome(house.send_by(link)), "gone");
}

TEST(Answers, OfTwoWhoWriteAtOnceAreBothShown) {
  House house;
  house.members(1);
  house.opened(house.survey());
  const auto link = house.link("org1@uno.example");
  const auto opened = house.sheet_of(link);  // two delegates open the same section
  const auto mine = house.form(opened, {{"a.priorities", "4"}, {"a.reason", "Por educación"}});
  const auto theirs = house.form(opened, {{"a.priorities", "7"}, {"a.reason", ""}});
  ASSERT_TRUE(house.submit(link, 1, mine).value().crossings.empty());
  const auto second = house.submit(link, 1, theirs).value();
  ASSERT_EQ(second.crossings.size(), 1U) << "what they left untouched is no writing";
  EXPECT_EQ(second.crossings.at("priorities").by, "Contacto de Empresa 101");
  EXPECT_EQ(second.crossings.at("priorities").theirs.front(), "ODS 4 Educación de calidad");
  EXPECT_EQ(house.sheet_of(link).draft.at("priorities").front().option, "4") << "nothing was overwritten";
  EXPECT_EQ(house.sheet_of(link).draft.at("reason").front().text, "Por educación");
  // Drawn again beside the other's: leaving it changes nothing, saving again replaces it and keeps what it was.
  auto again = house.form(house.sheet_of(link), {{"a.priorities", "7"}});
  again.yields = {"priorities"};
  again.crossed = {"priorities"};
  house.submit(link, 1, again).value();
  EXPECT_EQ(house.sheet_of(link).draft.at("priorities").front().option, "4");
  again.yields.clear();
  ASSERT_TRUE(house.submit(link, 1, again).value().crossings.empty());
  EXPECT_EQ(house.sheet_of(link).draft.at("priorities").front().option, "7");
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_replaced"), 1);
  // Different questions do not cross.
  const auto later = house.sheet_of(link);
  ASSERT_TRUE(house.submit(link, 1, house.form(later, {{"a.priorities", "9"}})).value().crossings.empty());
  ASSERT_TRUE(house.submit(link, 1, house.form(later, {{"a.reason", "Otra razón"}})).value().crossings.empty());
}

TEST(Answers, SignedInAreOfWhoActsForTheOrganizationAlone) {
  House house;
  const auto ids = house.members(2);
  house.represent("ana", ids[0]);
  house.represent("beto", ids[1]);
  const auto s = house.opened(house.survey());
  const auto asked = house.recipient(s, "Empresa 101");
  const auto see_as = [&](const char* who, AllianceId alliance) {
    return outcome(house.app.db().read([&](db::Tx& tx) { return sheet(tx, house.act(who).actor, alliance, s.id, asked.id); }));
  };
  EXPECT_EQ(see_as("ana", house.alliance), "done");
  for (const auto* who : {"beto", "secretariat", "director", "facilitator", "outsider", "operator", "anonymous"})
    EXPECT_EQ(see_as(who, house.alliance), "not_found") << who;
  EXPECT_EQ(see_as("ana", house.other), "not_found");
  // Both ways lead to the same draft.
  house.type(house.link("org1@uno.example"), 1, {{"a.reason", "Por la carta"}});
  const auto at = house.app.read([&](db::Tx& tx) { return sheet(tx, house.person("ana"), house.alliance, s.id, asked.id); });
  EXPECT_EQ(at.draft.at("reason").front().text, "Por la carta");
  const auto listed = house.app.read([&](db::Tx& tx) { return list(tx, house.person("ana"), house.alliance); });
  ASSERT_EQ(listed.asked.size(), 1U);
  EXPECT_TRUE(listed.surveys.empty());
  EXPECT_EQ(listed.asked.front().recipient.progress, Progress::started);
}

TEST(Answers, OfEachPersonAreTheirOwn) {
  House house;
  const auto ids = house.members(1);
  house.contact(ids[0], "Flor Paz", "flor@uno.example");
  house.represent("ana", ids[0]);
  auto input = house.input("Evaluación", "meeting");
  input.answered_by = "person";
  const auto s =
      house.opened(house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); }));
  ASSERT_EQ(house.recipients_of(s).size(), 2U);
  house.type(house.link("flor@uno.example"), 0, {{"a.useful", "5"}, {"a.heard", "no"}});
  EXPECT_TRUE(house.sheet_of(house.link("org1@uno.example")).draft.empty());
  for (const auto& row : house.recipients_of(s))
    EXPECT_EQ(
        outcome(house.app.db().read([&](db::Tx& tx) { return sheet(tx, house.person("ana"), house.alliance, s.id, row.id); })),
        "not_found");
}

TEST(Answers, OfARevokedLinkAreNotTakenAndWhatWasSentStays) {
  House house;
  house.members(2);
  const auto s = house.opened(house.survey());
  const auto link = house.link("org1@uno.example");
  house.answer_axs(link);
  ASSERT_TRUE(house.send_by(link));
  const auto id = house.recipient(s, "Empresa 101").id;
  const auto take_back = [&] {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return revoke(tx, house.act("secretariat"), house.alliance, s.id, id); }));
  };
  EXPECT_EQ(take_back(), "done");
  EXPECT_EQ(take_back(), "conflict");
  EXPECT_EQ(house.sheet_of(link).door, Door::revoked);
  EXPECT_EQ(outcome(house.send_by(link)), "gone");
  EXPECT_EQ(house.rates_of(s).whole.answered, 1);
}

}  // namespace
}  // namespace alianza::surveys
