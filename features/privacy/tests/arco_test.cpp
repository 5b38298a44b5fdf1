// ARCO requests: the days of the law, the register, one's own.
#include <gtest/gtest.h>

#include "features/accounts/feature.h"
#include "features/agencies/actions.h"
#include "features/agencies/feature.h"
#include "features/alliances/actions.h"
#include "features/alliances/feature.h"
#include "features/membership/feature.h"
#include "features/privacy/actions.h"
#include "features/privacy/actions_arco.h"
#include "features/privacy/feature.h"
#include "platform/audit/audit.h"
#include "platform/feature/awaited.h"
#include "platform/test/test_app.h"

namespace alianza::privacy {
namespace {

Date day(const char* text) { return Date::parse(text).value(); }

TEST(WorkingDays, RunFromTheDayAfterMondayToFriday) {
  struct Case {
    const char* from;
    std::int64_t days;
    const char* due;
  };
  for (const auto& c : {Case{"2026-03-02", 1, "2026-03-03"},   // Monday
                        Case{"2026-03-06", 1, "2026-03-09"},   // Friday
                        Case{"2026-03-07", 1, "2026-03-09"},   // Saturday
                        Case{"2026-03-08", 1, "2026-03-09"},   // Sunday
                        Case{"2026-03-02", 5, "2026-03-09"},   // a week
                        Case{"2026-03-02", 20, "2026-03-30"},  // the law's, four weeks
                        Case{"2026-12-31", 15, "2027-01-21"}})
    EXPECT_EQ(plus_working_days(day(c.from), c.days).text(), c.due) << c.from << " + " << c.days;
}

TEST(ArcoRules, TellEveryFieldThatIsWrongAtOnce) {
  const auto today = day("2026-03-02");
  const auto wrong = parse({"x", " ", "no es un correo", "account", "2026-03-03", " ", ""}, ArcoTerms(), today);
  ASSERT_FALSE(wrong);
  std::set<std::string> fields;
  for (const auto& field : wrong.error().fields) fields.insert(field.field);
  EXPECT_EQ(fields, (std::set<std::string>{"right", "name", "email", "way", "received_on", "what"}));
  const auto right = parse({"access", "Ana Luz", "", "in_person", "2026-03-02", "Copia de mis datos", ""}, ArcoTerms(), today);
  ASSERT_TRUE(right);
  EXPECT_EQ(right->due_on.text(), "2026-03-30");
  EXPECT_FALSE(parse(TermsInput{"0", "61", "x"}));
  EXPECT_EQ(parse(TermsInput{" 15 ", "10", "5"})->answer, 15);
}

class Arco : public testing::Test {
 protected:
  Arco() {
    app.site().entry_checks.clear();  // the notice that everybody reads first is no subject of these tests
    const agencies::Input input{"agencia", "Agencia de Prueba", "Test Agency", "AP", "MX", "America/Mexico_City",
                                "#4a3c8c", "#2c2260",           "#ece8f7"};
    const auto by = app.act(app.server_operator());
    agency = app.write([&](db::Tx& tx) { return agencies::create(tx, by, input); }).id;
    const auto here = auth::Scope::agency(agency.value());
    app.appoint(director, here, auth::Role::director);
    app.appoint(officer, here, auth::Role::secretariat);
    app.appoint(auditor, here, auth::Role::auditor);
    alliances::Input alliance_input;
    alliance_input.slug = "agua";
    alliance_input.name_es = "Alianza agua";
    alliance_input.starts_on = "2026-01-01";
    const auto chief = app.act(director);
    alliance = app.write([&](db::Tx& tx) { return alliances::create(tx, chief, agency, alliance_input); }).id;
    app.appoint(expert, auth::Scope::alliance(alliance.value()), auth::Role::expert);
  }
  std::string at(const std::string& tail) { return "/agencies/" + agency.text() + "/privacy/arco" + tail; }
  ArcoInput letter(const std::string& name = "Ana Luz Ríos") {
    return {"access", name, "ana@x.example", "writing", app.today().text(), "Una copia de todos mis datos", "credencial"};
  }
  ArcoRequest record(const ArcoInput& input) {
    const auto act = app.act(officer);
    return app.write([&](db::Tx& tx) { return record_arco(tx, act, agency, input); });
  }
  ArcoPage page_as(const auth::Actor& actor, const ArcoFilter& filter = {}) {
    return app.read([&](db::Tx& tx) { return arco_register(tx, actor, agency, filter); });
  }

  test::TestApp app{{&accounts::manifest, &membership::manifest, &agencies::manifest, &alliances::manifest, &manifest}};
  auth::Actor director = app.person("director");
  auth::Actor officer = app.person("officer");
  auth::Actor auditor = app.person("auditor");
  auth::Actor expert = app.person("expert");
  AgencyId agency;
  membership::AllianceId alliance;
};

TEST_F(Arco, ALetterIsRecordedAnsweredAndCarriedOutAndEachStepStays) {
  auto& client = app.client(officer);
  EXPECT_EQ(client.submit_from(at("/new"), at("/new"), {{"name", ""}}).status, 422);
  const auto made = client.submit_from(at("/new"), at("/new"),
                                       {{"right", "rectification"},
                                        {"name", "Ana Luz Ríos"},
                                        {"email", "ana@x.example"},
                                        {"way", "writing"},
                                        {"received_on", app.today().text()},
                                        {"what", "Mi nombre lleva acento"},
                                        {"proof", ""}});
  ASSERT_EQ(made.status, 303);
  const auto one = made.location().substr(0, made.location().find('?'));
  EXPECT_TRUE(client.get(one).contains("Por responder"));
  EXPECT_EQ(client.submit_from(one + "/extend", one + "/extend", {{"note", "Hay que buscar en papel"}}).status, 303);
  EXPECT_EQ(client.submit_from(one + "/extend", one + "/extend", {{"note", "Otra vez"}}).status, 409);
  EXPECT_EQ(client.submit_from(one + "/carry-out", one + "/carry-out", {{"on", app.today().text()}, {"note", "Ya"}}).status, 409);
  EXPECT_EQ(client.submit_from(one + "/answer", one + "/answer", {{"outcome", "none"}, {"on", app.today().text()}, {"note", "x"}})
                .status,
            422);
  EXPECT_EQ(client
                .submit_from(one + "/answer", one + "/answer",
                             {{"outcome", "granted"}, {"on", app.today().text()}, {"note", "Procede: se corrige"}})
                .status,
            303);
  EXPECT_TRUE(client.get(one).contains("Por hacer efectiva"));
  EXPECT_EQ(
      client.submit_from(one + "/carry-out", one + "/carry-out", {{"on", app.today().text()}, {"note", "Corregido"}}).status,
      303);
  const auto page = client.get(one);
  for (const auto* text : {"Procede", "Se recibió", "Se amplió el plazo", "Hay que buscar en papel", "Se respondió",
                           "Procede: se corrige", "Se hizo efectiva", "Corregido", "ana@x.example"})
    EXPECT_TRUE(page.contains(text)) << text;
  EXPECT_FALSE(page.contains("/answer\""));
  EXPECT_TRUE(client.get(at("?state=closed")).contains("Ana Luz Ríos"));
  EXPECT_FALSE(client.get(at("")).contains("Ana Luz Ríos"));
  EXPECT_TRUE(client.get("/agencies/" + agency.text() + "/privacy").contains(at("")));
}

TEST_F(Arco, OverdueOnesStandFirstAndSaySo) {
  auto late = letter("Tarde");
  late.received_on = app.today().plus_days(-40).text();
  record(letter("Nueva"));
  record(late);
  const auto page = page_as(officer);
  ASSERT_EQ(page.rows.size(), 2U);
  EXPECT_EQ(page.rows[0].name, "Tarde");
  EXPECT_TRUE(page.rows[0].is_overdue(page.today));
  EXPECT_FALSE(page.rows[1].is_overdue(page.today));
  EXPECT_TRUE(app.client(officer).get(at("")).contains("Vencida"));
}

TEST_F(Arco, TheRegisterIsReadPageByPage) {
  for (const auto* name : {"Uno", "Dos", "Tres", "Cuatro", "Cinco"}) record(letter(name));
  std::set<std::string> names;
  std::string after;
  do {
    const auto page = page_as(officer, {Shelf::open, after, 2});
    for (const auto& row : page.rows) EXPECT_TRUE(names.insert(row.name).second);
    EXPECT_EQ(page.open, 5);
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(names.size(), 5U);
}

TEST_F(Arco, TheDaysAreTheAgencysAndHoldForWhatArrivesAfter) {
  const auto before = record(letter());
  EXPECT_EQ(before.due_on, plus_working_days(app.today(), 20));
  EXPECT_EQ(app.client(officer).get(at("/terms")).status, 403);
  auto& client = app.client(director);
  EXPECT_EQ(client.submit_from(at("/terms"), at("/terms"), {{"answer", "0"}, {"extension", "5"}, {"effect", "5"}}).status, 422);
  EXPECT_EQ(client.submit_from(at("/terms"), at("/terms"), {{"answer", "10"}, {"extension", "5"}, {"effect", "3"}}).status, 303);
  EXPECT_EQ(record(letter()).due_on, plus_working_days(app.today(), 10));
  const auto act = app.act(officer);
  const auto answered = app.write([&](db::Tx& tx) {
    return answer_arco(tx, act, agency, before.id, {"partly", app.today().text(), "Se entrega una parte"});
  });
  EXPECT_EQ(answered.due_on, plus_working_days(app.today(), 3));
}

TEST_F(Arco, WhoIsRefusedOrWithdrawsIsClosedAtOnce) {
  const auto act = app.act(officer);
  for (const auto* outcome : {"refused", "withdrawn"}) {
    const auto made = record(letter());
    const auto answered = app.write([&](db::Tx& tx) {
      return answer_arco(tx, act, agency, made.id, {outcome, app.today().text(), "No procede: motivo"});
    });
    EXPECT_EQ(answered.state, ArcoState::closed) << outcome;
    EXPECT_EQ(to_text(answered.outcome), outcome);
  }
  EXPECT_TRUE(page_as(officer).rows.empty());
}

TEST_F(Arco, AnAnswerIsNotOlderThanTheRequestNorOfTomorrow) {
  const auto made = record(letter());
  for (const auto on : {app.today().plus_days(-1), app.today().plus_days(1)}) {
    const auto act = app.act(officer);
    const auto answer = app.db().write([&](db::Tx& tx) {
      return answer_arco(tx, act, agency, made.id, {"refused", on.text(), "motivo"});
    });
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().fields.at(0).field, "on");
  }
}

TEST_F(Arco, APersonFilesOneAndReadsWhatBecameOfIt) {
  auto& client = app.client(expert);
  EXPECT_TRUE(client.get("/account/data").contains("/account/arco"));
  EXPECT_TRUE(client.get("/account/arco").contains("Agencia de Prueba"));
  EXPECT_EQ(client.submit_from("/account/arco", "/account/arco", {{"agency", ""}, {"right", "x"}, {"what", " "}}).status, 422);
  const http::Pairs form = {{"agency", agency.text()}, {"right", "opposition"}, {"what", "No quiero recibir boletines"}};
  EXPECT_EQ(client.submit_from("/account/arco", "/account/arco", form).status, 303);
  EXPECT_EQ(client.submit_from("/account/arco", "/account/arco", form).status, 409) << "one of each right at a time";
  const auto row = page_as(officer).rows.at(0);
  EXPECT_EQ(row.name, "expert");
  EXPECT_EQ(row.way, Way::account);
  const auto act = app.act(officer);
  app.write([&](db::Tx& tx) {
    return answer_arco(tx, act, agency, row.id, {"granted", app.today().text(), "Ya no los recibirá"});
  });
  const auto page = client.get("/account/arco");
  EXPECT_TRUE(page.contains("No quiero recibir boletines"));
  EXPECT_TRUE(page.contains("Ya no los recibirá"));
  EXPECT_FALSE(app.client(auditor).get("/account/arco").contains("boletines")) << "another's";
  EXPECT_TRUE(app.client(app.person("nadie")).get("/account/arco").contains("no pertenece a ninguna institución"));
}

TEST_F(Arco, OnlyWhoKeepsTheRegisterReadsIt) {
  const auto made = record(letter());
  EXPECT_EQ(app.client(auditor).get(at("")).status, 403);
  EXPECT_EQ(app.client(auditor).get(at("/" + made.id.text())).status, 403);
  EXPECT_EQ(app.client(expert).get(at("")).status, 404);
  EXPECT_EQ(app.client(director).get(at("")).status, 200);
  EXPECT_EQ(app.client(director).get(at("/" + ArcoId::make().text())).status, 404);
}

TEST_F(Arco, WhatIsDueAwaitsWhoKeepsTheRegister) {
  record(letter());
  const auto awaits = [&](const auth::Actor& actor) {
    feature::Awaited out;
    const auto waiting = app.read([&](db::Tx& tx) {
      return Result<std::optional<WaitingArco>>(waiting_arco(tx, actor, agency, feature::Awaited::most_rows));
    });
    return waiting ? waiting->rows.size() : 0U;
  };
  EXPECT_EQ(awaits(officer), 1U);
  EXPECT_EQ(awaits(auditor), 0U);
  EXPECT_EQ(awaits(expert), 0U);
}

TEST_F(Arco, ErasingThePersonLeavesTheRightItsDaysAndItsOutcome) {
  const auto made = record(letter());
  const auto act = app.act(director);
  app.write([&](db::Tx& tx) { return erase(app.site(), tx, act, {agency, "ana@x.example", "Solicitud 7 de 2026"}); });
  const auto row = page_as(officer).rows.at(0);
  EXPECT_EQ(row.id, made.id);
  EXPECT_EQ(row.due_on, made.due_on);
  EXPECT_EQ(row.name, "—");
  EXPECT_EQ(row.what + row.email + row.proof, "");
}

TEST_F(Arco, TheAuditTellsEachStepWithoutTheName) {
  const auto made = record(letter());
  const auto act = app.act(officer);
  app.write([&](db::Tx& tx) { return extend_arco(tx, act, agency, made.id, "Hay que buscar en papel"); });
  const auto lines = app.read([&](db::Tx& tx) {
    return Result<std::vector<audit::Entry>>(audit::history(tx, agency.value(), "arco_request", made.id.value()));
  });
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].verb, "arco_request.extend");
  EXPECT_EQ(lines[1].verb, "arco_request.record");
}

TEST_F(Arco, TheApiDoesTheSame) {
  using enum http::Method;
  auto key = app.token_client(officer, {"agencies:write"});
  const auto path = "/api/v1/agencies/" + agency.text() + "/arco-requests";
  EXPECT_EQ(key.json(post, path, R"({"right":"access"})").status, 422);
  const auto made = key.json(post, path,
                             R"({"right":"access","name":"Ana","way":"email","received_on":")" + app.today().text() +
                                 R"(","what":"Una copia de mis datos"})");
  ASSERT_EQ(made.status, 201);
  const auto one = made.location();
  EXPECT_TRUE(key.json(get, path).contains("\"open\":1"));
  EXPECT_EQ(key.json(post, one + "/extend", R"({"note":"Hay que buscar"})").status, 200);
  EXPECT_EQ(
      key.json(post, one + "/answer", R"({"outcome":"granted","on":")" + app.today().text() + R"(","note":"Se entrega"})").status,
      200);
  EXPECT_EQ(key.json(post, one + "/carry-out", R"({"on":")" + app.today().text() + R"(","note":"Entregada"})").status, 200);
  EXPECT_TRUE(key.json(get, one).contains("\"kind\":\"carried_out\""));
  EXPECT_TRUE(key.json(get, path + "?state=closed").contains("\"outcome\":\"granted\""));
  const auto terms = "/api/v1/agencies/" + agency.text() + "/arco-terms";
  EXPECT_EQ(key.json(get, terms).status, 403) << "the director's";
  auto chief = app.token_client(director, {"agencies:write"});
  EXPECT_EQ(chief.json(put, terms, R"({"answer":10,"extension":5,"effect":5})").status, 200);
  EXPECT_TRUE(chief.json(get, terms).contains("\"answer\":10"));
  EXPECT_TRUE(app.client(expert).json(get, "/api/v1/account/arco-requests").contains("\"requests\":[]"));
}

}  // namespace
}  // namespace alianza::privacy
