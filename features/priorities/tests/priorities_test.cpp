// Priorities, initiatives and the map, on both engines: actions, pages, API.
#include <cstdlib>

#include "features/priorities/tests/house.h"

namespace alianza::priorities {
namespace {

TEST(Priorities, AreKeptByWhoConvenesAndReadByTheAlliance) {
  House house;
  for (const auto* who : {"active", "officer", "facilitator", "legal"})
    EXPECT_EQ(outcome(house.add_as(who, house.wish("4"))), "forbidden") << who;
  for (const auto* who : {"outsider", "anonymous", "invited"})
    EXPECT_EQ(outcome(house.add_as(who, house.wish("4"))), "not_found") << who;
  EXPECT_EQ(outcome(house.add_as("secretariat", house.wish("4"))), "done");
  EXPECT_EQ(outcome(house.add_as("secretariat", house.wish("4"))), "conflict") << "it is one already";
  EXPECT_EQ(outcome(house.add_as("director", house.wish("4.7"))), "done");
  EXPECT_EQ(outcome(house.add_as("director", house.wish("99"))), "code");
  auto other = house.wish("4");
  other.edition = "sdg/1999";
  EXPECT_EQ(outcome(house.add_as("director", other)), "edition");
}

TEST(Priorities, OfAnotherFrameworkNameTheGoalsTheyServe) {
  House house;
  const auto nodes = house.app.read([&](db::Tx& tx) -> Result<std::vector<frameworks::Node>> {
    return frameworks::nodes(tx, {.agency = house.agency, .framework = "procid"});
  });
  ASSERT_FALSE(nodes.empty());
  const auto editions =
      house.app.read([&](db::Tx& tx) { return frameworks::list(tx, house.app.person("director"), house.alliance); });
  std::string edition;
  for (const auto& f : editions.frameworks)
    if (f.code == "procid") edition = "procid/" + f.editions.front().name;
  PriorityInput input{edition, nodes.front().code, {}, "5", "Motivo", "PROCID", "2026-03-01"};
  EXPECT_EQ(outcome(house.add_as("secretariat", input)), "goals");
  input.goals = {"4", "17"};
  EXPECT_EQ(outcome(house.add_as("secretariat", input)), "done");
  house.wanting(3, 17);
  EXPECT_EQ(house.theme_for("secretariat", "17").status, Status::convergent);
}

TEST(Priorities, ChangeByAnotherRowAndArePutAwayWithAReason) {
  House house;
  auto first = house.wish("4", "2");
  first.since = "2026-02-01";
  const auto id = house.add_as("secretariat", first)->id;
  const auto change_as = [&](const char* who, PriorityId which, const PriorityInput& input) {
    return outcome(house.app.db().write([&](db::Tx& tx) { return change(tx, house.act(who), house.alliance, which, input); }));
  };
  auto next = house.wish("", "5");
  EXPECT_EQ(change_as("active", id, next), "forbidden");
  next.since = "2026-01-31";
  EXPECT_EQ(change_as("secretariat", id, next), "since");
  next.since = "2026-03-01";
  EXPECT_EQ(change_as("secretariat", id, next), "done");
  EXPECT_EQ(change_as("secretariat", id, next), "conflict") << "it has ended";
  EXPECT_EQ(change_as("secretariat", PriorityId::make(), next), "not_found");
  auto rows = house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("active"), house.alliance); }).priorities;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].weight, 5);
  EXPECT_EQ(rows[1].until, day("2026-03-01"));
  EXPECT_EQ(rows[1].replaced_by, rows[0].id);
  const auto put_away_as = [&](const char* who, const char* until, const char* reason) {
    return outcome(house.app.db().write(
        [&](db::Tx& tx) { return put_away(tx, house.act(who), house.alliance, rows[0].id, until, reason); }));
  };
  EXPECT_EQ(put_away_as("active", "2026-03-02", "Otra etapa"), "forbidden");
  EXPECT_EQ(put_away_as("secretariat", "2026-02-01", "Otra etapa"), "until");
  EXPECT_EQ(put_away_as("secretariat", "2026-03-03", "Otra etapa"), "until");
  EXPECT_EQ(put_away_as("secretariat", "2026-03-02", " "), "reason");
  EXPECT_EQ(put_away_as("secretariat", "2026-03-02", "Otra etapa"), "done");
  EXPECT_EQ(put_away_as("secretariat", "2026-03-02", "Otra etapa"), "conflict");
  EXPECT_EQ(house.theme_for("secretariat", "4").weight, 0);
  EXPECT_EQ(outcome(house.add_as("secretariat", house.wish("4"))), "done") << "and may be one again";
}

TEST(Convergence, GathersProfilesAndTheSurveyThatWasChosen) {
  House house;
  house.add_as("secretariat", house.wish("4"));
  const auto said = house.wanting(2, 4);
  const auto answered = house.member(membership::Status::active, "Contesta");
  const auto gone = house.member(membership::Status::active, "Se va");
  const auto survey = house.surveyed({{answered, {"4", "7"}}, {said[0], {"4"}}, {gone, {"4"}}});
  EXPECT_EQ(house.theme_for("secretariat", "4").count(), 2) << "no survey was chosen";
  EXPECT_EQ(house.set_rule_as("active", survey.text(), "3"), "forbidden");
  EXPECT_EQ(house.set_rule_as("secretariat", SurveyId::make().text(), "3"), "survey");
  EXPECT_EQ(house.set_rule_as("secretariat", survey.text(), "0"), "least");
  EXPECT_EQ(house.set_rule_as("secretariat", survey.text(), "3"), "done");
  auto theme = house.theme_for("secretariat", "4");
  EXPECT_EQ(theme.count(), 4) << "who says it twice counts once";
  EXPECT_EQ(theme.status, Status::convergent);
  EXPECT_EQ(house.theme_for("secretariat", "7").status, Status::nobody);
  EXPECT_EQ(house.map_of("secretariat", 1).themes.at(6).code, "7");
  house.app.write([&](db::Tx& tx) {
    const auto standing = membership::standing(tx, house.app.person("director"), house.agency, house.alliance, house.app.today());
    return membership::change(tx, house.act("director"), standing,
                              {house.agency, house.alliance, gone, membership::Status::withdrawn, house.app.today(), "motivo"});
  });
  EXPECT_EQ(house.theme_for("secretariat", "4").count(), 3) << "only active ones count";
  for (const auto* tail : {"/convergence/4", "/convergence/interests.csv", "/convergence/interests.json"}) {
    const auto seen_by = [&](const char* who) { return house.app.client(house.app.person(who)).get(house.path(tail)); };
    EXPECT_TRUE(seen_by("legal").contains("Contesta")) << tail;
    for (const auto* who : {"active", "officer", "facilitator", "suspended"}) {
      EXPECT_TRUE(seen_by(who).contains("Quiere 4 0")) << who << tail;
      EXPECT_FALSE(seen_by(who).contains("Contesta")) << who << tail;
      EXPECT_FALSE(seen_by(who).contains("Encuesta;")) << who << tail;
    }
  }
  const auto member = house.theme_for("active", "4");
  EXPECT_EQ(member.count(), 2) << "one answer of a survey is not told";
  EXPECT_EQ(member.status, Status::only_institution);
}

TEST(Convergence, AsksAsMuchOfTheDatabaseForManyAsForFew) {
  House house;
  house.add_as("secretariat", house.wish("4"));
  house.wanting(1, 4);
  const auto statements = [&] {
    const auto before = house.app.db().stats().statements;
    house.map_of("secretariat");
    return house.app.db().stats().statements - before;
  };
  statements();
  const auto few = statements();
  house.wanting(12, 7);
  statements();
  EXPECT_LE(statements(), few);
}

TEST(Initiatives, AreKeptWithTheirSourceAndWarn) {
  House house;
  const auto add_as = [&](const char* who, const InitiativeInput& input) {
    return house.app.db().write([&](db::Tx& tx) { return add(tx, house.act(who), house.alliance, input); });
  };
  InitiativeInput input{"Becas técnicas", house.seats["active"].text(), {"4"}, "running", "Informe anual", ""};
  EXPECT_EQ(outcome(add_as("active", input)), "forbidden");
  EXPECT_EQ(outcome(add_as("outsider", input)), "not_found");
  auto wrong = input;
  wrong.goals = {};
  EXPECT_EQ(outcome(add_as("secretariat", wrong)), "goals");
  wrong = input;
  wrong.organization = house.seats["withdrawn"].text();
  EXPECT_EQ(outcome(add_as("secretariat", wrong)), "organization");
  const auto made = add_as("secretariat", input);
  ASSERT_TRUE(made);
  house.wanting(3, 4);
  EXPECT_TRUE(house.theme_for("active", "4").warns());
  const auto edit_as = [&](const InitiativeInput& i) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return edit(tx, house.act("secretariat"), house.alliance, made->id, i); }));
  };
  input.state = "finished";
  input.version = "1";
  EXPECT_EQ(edit_as(input), "done");
  EXPECT_EQ(edit_as(input), "conflict") << "somebody saved first";
  EXPECT_FALSE(house.theme_for("active", "4").warns());
}

TEST(Initiatives, FollowAMergeOfOrganizationsAndComeBack) {
  House house;
  const auto gone = house.member(membership::Status::active, "Se une");
  const auto kept = house.member(membership::Status::active, "Se queda");
  const auto id = house.app
                      .write([&](db::Tx& tx) {
                        return add(tx, house.act("secretariat"), house.alliance,
                                   InitiativeInput{"Becas", gone.text(), {"4"}, "running", "Informe", ""});
                      })
                      .id;
  const auto owner = [&] {
    for (const auto& i :
         house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).initiatives)
      if (i.id == id) return i.organization;
    return OrganizationId();
  };
  const auto merged = house.app.write(
      [&](db::Tx& tx) { return organizations::merge(tx, house.act("director"), house.alliance, kept, gone, "son la misma"); });
  EXPECT_EQ(owner(), kept);
  house.app.write([&](db::Tx& tx) { return organizations::undo_merge(tx, house.act("director"), house.alliance, merged.id); });
  EXPECT_EQ(owner(), gone);
}

TEST(Pages, ShowTheMapWithItsRuleAndEveryFigureItsRows) {
  House house;
  house.add_as("secretariat", house.wish("4", "5"));
  house.add_as("secretariat", house.wish("13"));
  const auto said = house.wanting(3, 4);
  house.wanting(3, 7);
  house.app.write([&](db::Tx& tx) {
    return organizations::add_contribution(tx, house.act("director"), house.alliance, said[0],
                                           {.kind = "knowledge", .description = "Talleres", .since = "2026-03-01"});
  });
  auto& office = house.app.client(house.app.person("secretariat"));
  const auto map = office.get(house.path("/convergence"));
  EXPECT_EQ(map.status, 200);
  for (const auto* words : {"Mapa de convergencia", "5, central", "Convergente", "Solo las organizaciones", "Solo la institución",
                            "Nadie todavía", "al menos 3 organizaciones activas", "No se ha elegido ninguna encuesta"})
    EXPECT_TRUE(map.contains(words)) << words;
  EXPECT_TRUE(office.get(house.path("/convergence?least=4")).contains("al menos 4 organizaciones activas"));
  const auto theme = office.get(house.path("/convergence/4"));
  for (const auto* words :
       {"Quiere 4 0", "Perfil: prioritario", "Conocimiento", "Oficio 3 (muestra)", "Crear un comité de este tema"})
    EXPECT_TRUE(theme.contains(words)) << words;
  EXPECT_FALSE(office.get(house.path("/convergence/7")).contains("Crear un comité de este tema")) << "one side alone";
  EXPECT_EQ(office.get(house.path("/convergence/18")).status, 404);
  auto& member = house.app.client(house.app.person("active"));
  const auto seen = member.get(house.path("/convergence/4"));
  EXPECT_TRUE(seen.contains("Quiere 4 0"));
  EXPECT_TRUE(seen.contains("Usted ve los nombres"));
  for (const auto* words : {"Lo que ofrecen esas organizaciones", "Crear un comité de este tema", "Cambiar la regla"})
    EXPECT_FALSE(seen.contains(words)) << words;
  for (const auto* file : {"/convergence.csv", "/convergence.json", "/convergence.xlsx", "/convergence/interests.csv",
                           "/priorities.csv", "/initiatives.json"})
    EXPECT_EQ(member.get(house.path(file)).status, 200) << file;
  EXPECT_TRUE(office.get(house.path("/convergence.csv")).contains("Convergente"));
  EXPECT_TRUE(office.get(house.path("/convergence/interests.csv")).contains("Quiere 7 2"));
}

TEST(Pages, LookForAScenarioAndSayWhyNot) {
  House house;
  const auto page = house.path("/convergence/scenario");
  auto& office = house.app.client(house.app.person("legal"));
  EXPECT_TRUE(office.get(page).contains("Calcular el escenario"));
  EXPECT_TRUE(office.get(page + "?themes=2").contains("Todavía no hay temas convergentes"));
  house.add_as("secretariat", house.wish("4"));
  house.add_as("secretariat", house.wish("7"));
  house.wanting(3, 4);
  house.wanting(4, 7);
  for (const auto* who : {"active", "officer", "facilitator"})
    EXPECT_EQ(house.app.client(house.app.person(who)).get(page + "?themes=2").status, 403) << who;
  EXPECT_EQ(house.app.client(house.app.person("outsider")).get(page).status, 404);
  EXPECT_TRUE(office.get(page + "?themes=0").contains("Escriba un número de 1 a 17."));
  const auto one = office.get(page + "?themes=1");
  for (const auto* words : {"1 comité propuesto", "4 de 7 organizaciones con comité", "Quiere 7 3", "3 organizaciones sin comité",
                            "Con estos límites no cabe"})
    EXPECT_TRUE(one.contains(words)) << words;
  EXPECT_TRUE(office.get(page + "?themes=2").contains("7 de 7 organizaciones con comité"));
  EXPECT_TRUE(office.get(page + ".csv?themes=1").contains("Quiere 7 3"));
  auto client = house.app.token_client(house.app.person("legal"), {"priorities:read"});
  const auto api = "/api/v1/alliances/" + house.alliance.text() + "/convergence/scenario";
  EXPECT_NE(client.json(http::Method::get, api + "?themes=1").body.find(R"("placed":4)"), std::string::npos);
  EXPECT_EQ(client.json(http::Method::get, api + "?themes=x").status, 422);
  const std::string path = std::getenv("PATH");
  ::setenv("PATH", "/nonexistent", 1);
  EXPECT_TRUE(office.get(page + "?themes=1").contains("falta el programa cbc"));
  EXPECT_EQ(client.json(http::Method::get, api).status, 503);
  ::setenv("PATH", path.c_str(), 1);
}

TEST(Pages, KeepPrioritiesInitiativesAndTheRuleByForms) {
  House house;
  auto& office = house.app.client(house.app.person("secretariat"));
  const auto form = house.path("/priorities/new");
  EXPECT_TRUE(office.get(form + "?code=4").contains("Código del elemento"));
  EXPECT_EQ(office.submit_from(form, form, {{"edition", "sdg/2017"}, {"code", "4"}, {"weight", "5"}}).status, 422);
  EXPECT_EQ(office
                .submit_from(form, form,
                             {{"edition", "sdg/2017"},
                              {"code", "4"},
                              {"weight", "5"},
                              {"reason", "Programa"},
                              {"source", "Oficio"},
                              {"since", "2026-03-02"}})
                .status,
            303);
  const auto id =
      house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).priorities.at(0).id;
  const auto change = house.path("/priorities/" + id.text() + "/edit");
  EXPECT_EQ(
      office.submit_from(change, change, {{"weight", "1"}, {"reason", "Menos"}, {"source", "Oficio 2"}, {"since", "2026-03-02"}})
          .status,
      303);
  EXPECT_TRUE(office.get(house.path("/priorities")).contains("1, de contexto"));
  const auto now =
      house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).priorities.at(0).id;
  const auto end = house.path("/priorities/" + now.text() + "/end");
  EXPECT_EQ(office.submit_from(end, end, {{"until", "2026-03-02"}, {"reason", ""}}).status, 422);
  EXPECT_EQ(office.submit_from(end, end, {{"until", "2026-03-02"}, {"reason", "Se cumplió"}}).status, 303);
  EXPECT_TRUE(office.get(house.path("/priorities")).contains("Se cumplió"));
  const auto initiative = house.path("/initiatives/new");
  EXPECT_EQ(
      office
          .submit_from(initiative, initiative, {{"title", "Becas"}, {"goals", "4"}, {"state", "running"}, {"source", "Informe"}})
          .status,
      303);
  const auto made =
      house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).initiatives.at(0);
  const auto edit = house.path("/initiatives/" + made.id.text() + "/edit");
  EXPECT_EQ(office
                .submit_from(edit, edit,
                             {{"title", "Becas"}, {"goals", "4"}, {"state", "finished"}, {"source", "Informe"}, {"version", "1"}})
                .status,
            303);
  EXPECT_TRUE(house.app.client(house.app.person("active")).get(house.path("/initiatives")).contains("Concluida"));
  const auto rule = house.path("/convergence/rule");
  EXPECT_EQ(office.submit_from(rule, rule, {{"survey", ""}, {"least", "0"}}).status, 422);
  EXPECT_EQ(office.submit_from(rule, rule, {{"survey", ""}, {"least", "2"}}).status, 303);
  EXPECT_TRUE(office.get(house.path("/convergence")).contains("al menos 2 organizaciones activas"));
}

TEST(Api, TellsTheMapAndKeepsWhatItIsMadeOf) {
  House house;
  house.wanting(3, 4);
  auto client = house.app.token_client(house.app.person("secretariat"), {"priorities:read", "priorities:write"});
  const auto api = "/api/v1/alliances/" + house.alliance.text();
  const auto post = [&](const std::string& tail, const std::string& body) {
    return client.json(http::Method::post, api + tail, body).status;
  };
  EXPECT_EQ(post("/priorities", R"({"edition":"sdg/2017","code":"4"})"), 422);
  EXPECT_EQ(post("/priorities",
                 R"({"edition":"sdg/2017","code":"4","weight":5,"reason":"Programa","source":"Oficio","since":"2026-03-01"})"),
            201);
  const auto rows = house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).priorities;
  EXPECT_EQ(client
                .json(http::Method::put, api + "/priorities/" + rows.at(0).id.text(),
                      R"({"weight":4,"reason":"Programa","source":"Oficio 2","since":"2026-03-02"})")
                .status,
            200);
  EXPECT_EQ(post("/initiatives", R"({"title":"Becas","goals":[7],"source":"Informe"})"), 201);
  const auto initiative =
      house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).initiatives.at(0).id;
  EXPECT_EQ(client
                .json(http::Method::put, api + "/initiatives/" + initiative.text(),
                      R"({"title":"Becas","goals":[7],"state":"stopped","source":"Informe","version":1})")
                .status,
            200);
  EXPECT_EQ(client.json(http::Method::put, api + "/convergence/rule", R"({"least":2})").status, 200);
  EXPECT_EQ(client.json(http::Method::get, api + "/convergence?least=0").status, 422);
  EXPECT_NE(client.json(http::Method::get, api + "/convergence").body.find(R"("status":"convergent")"), std::string::npos);
  EXPECT_NE(client.json(http::Method::get, api + "/convergence/4").body.find("profile_priority"), std::string::npos);
  EXPECT_EQ(post("/convergence/4/committees",
                 R"({"name":{"es":"Educación"},"record":{"text":"Consenso","on":"2026-02-27","source":"Acta"}})"),
            201);
  const auto now = house.app.read([&](db::Tx& tx) { return book(tx, house.app.person("director"), house.alliance); }).priorities;
  EXPECT_EQ(post("/priorities/" + now.at(0).id.text() + "/ending", R"({"until":"2026-03-02","reason":"Se cumplió"})"), 201);
  EXPECT_EQ(client.json(http::Method::get, api + "/priorities").status, 200);
  EXPECT_EQ(client.json(http::Method::get, api + "/initiatives").status, 200);
}

}  // namespace
}  // namespace alianza::priorities
