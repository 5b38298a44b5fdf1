// The designer through the real router, and what a new version does to answers, drafts and downloads.
#include <boost/json.hpp>

#include "features/surveys/tests/house.h"

namespace alianza::surveys {
namespace {

class Designer : public ::testing::Test {
 protected:
  Designer() : ids(house.members(2)) { house.represent("ana", ids[0]); }

  std::string of(const Survey& s, const std::string& tail = {}) const {
    return "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + tail;
  }
  http::TestClient& as(const std::string& who) { return house.app.client(house.app.person(who)); }
  http::TestClient& keeper() { return as("secretariat"); }
  design::Designed seen(const Survey& s) {
    return house.app.read([&](db::Tx& tx) { return design::see(tx, house.person("secretariat"), house.alliance, s.id); });
  }
  Survey blank(const std::string& title = "En blanco") { return house.survey(title, "blank"); }
  /// A form of the designer as it was drawn, with these values typed.
  http::TestAnswer fill(const std::string& path, http::Pairs typed, const http::TestAnswer& page) {
    for (const auto* name : {"_csrf", "_key", "version", "mark", "kind"})
      if (page.contains("name=\"" + std::string(name) + "\""))
        if (auto value = http::hidden_field(page.body, name); !value.empty()) typed.emplace_back(name, std::move(value));
    return keeper().submit(path, std::move(typed));
  }
  http::TestAnswer fill(const std::string& drawn, const std::string& path, http::Pairs typed) {
    const auto page = keeper().get(drawn);
    EXPECT_EQ(page.status, 200) << drawn;
    return fill(path, std::move(typed), page);
  }
  http::TestAnswer add(const Survey& s, const std::string& kind, http::Pairs typed) {
    typed.emplace_back("section", "1");
    const auto path = of(s, "/design/questions/new");
    return fill(path + "?section=1&kind=" + kind, path, std::move(typed));
  }
  Result<VersionId> replace(const Survey& s, const Questionnaire& form, const std::string& who = "secretariat") {
    return house.app.db().write(
        [&](db::Tx& tx) { return design::replace(tx, house.act(who), house.alliance, s.id, seen_in(tx, s), form); });
  }
  VersionId seen_in(db::Tx& tx, const Survey& s) {
    return design::see(tx, house.person("secretariat"), house.alliance, s.id).value().version;
  }
  Done renew(const Survey& s) {
    return house.app.db().write(
        [&](db::Tx& tx) { return design::put_into_use(tx, house.act("secretariat"), house.alliance, s.id, seen_in(tx, s)); });
  }
  /// The evaluation of a meeting, without one option and one question, with another of each.
  Questionnaire changed(const Survey& s) {
    auto form = seen(s).questionnaire;
    auto& questions = form.sections[0].questions;
    for (auto& q : questions)
      if (q.code == "heard") {
        std::erase_if(q.options, [](const Choice& c) { return c.code == "partly"; });
        q.options.push_back({"hardly", {"Apenas", "Hardly", Lang::es}});
      }
    std::erase_if(questions, [](const Question& q) { return q.code == "clear"; });
    Question place;
    place.code = "place";
    place.text = {"¿Qué le pareció la sede?", "How was the venue?", Lang::es};
    questions.push_back(place);
    return form;
  }

  House house;
  std::vector<OrganizationId> ids;
};

TEST_F(Designer, WritesAQuestionnaireFromNothing) {
  const auto s = blank();
  auto& client = keeper();
  EXPECT_TRUE(client.get(of(s, "/design")).contains("Aún no tiene preguntas."));
  EXPECT_TRUE(client.get(of(s, "/design/questions/new?section=1")).contains("Elegir este tipo"));
  auto made = add(s, "one", {{"text_es", "¿Participa?"}, {"options", "Sí\nNo"}, {"need", "1"}});
  ASSERT_EQ(made.status, 303);
  EXPECT_TRUE(made.location().ends_with("#q.participa")) << made.location();
  ASSERT_EQ(add(s, "text", {{"text_es", "¿Por qué?"}, {"code", "why"}, {"most", "300"}}).status, 303);
  const auto conditions = of(s, "/design/questions/why/conditions");
  EXPECT_TRUE(client.get(conditions).contains("Se muestra siempre."));
  ASSERT_EQ(
      fill(conditions + "?on=participa", conditions, {{"do", "add"}, {"on", "participa"}, {"test", "has"}, {"option", "no"}})
          .status,
      303);
  const auto page = client.get(of(s, "/design"));
  EXPECT_TRUE(page.contains("Se muestra si en «¿Participa?» se eligió «No»."));
  EXPECT_TRUE(page.contains("a lo más 300 caracteres"));
  EXPECT_TRUE(client.get("/en" + of(s, "/design")).contains("Shown if"));
  // Tried, nothing is stored.
  const auto lines = house.number("SELECT count(*) FROM audit_lines");
  const auto preview = of(s, "/preview?of=design");
  EXPECT_TRUE(client.get(preview).contains("¿Por qué?"));
  EXPECT_TRUE(client.submit(preview, {{"a.participa", "si"}}).contains("No se muestra: "));
  EXPECT_FALSE(client.submit(preview, {{"a.participa", "no"}}).contains("No se muestra: "));
  EXPECT_EQ(client.submit(preview, {}).status, 422);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines"), lines);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_responses"), 0);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_versions"), 1) << "a draft keeps one";
  house.choose_all(s);
  EXPECT_TRUE(house.go(s));
}

TEST_F(Designer, RefusesByNameAndKeepsWhatWasTyped) {
  const auto s = blank();
  ASSERT_EQ(add(s, "one", {{"text_es", "Primera"}, {"options", "a | A\nb | B"}, {"code", "first"}}).status, 303);
  ASSERT_EQ(add(s, "text", {{"text_es", "Segunda"}, {"code", "second"}}).status, 303);
  const auto conditions = of(s, "/design/questions/second/conditions");
  ASSERT_EQ(fill(conditions + "?on=first", conditions, {{"do", "add"}, {"on", "first"}, {"test", "has"}, {"option", "b"}}).status,
            303);
  const auto path = of(s, "/design/questions/first");
  // An option that a condition names.
  auto refused = fill(path, path, {{"text_es", "Primera"}, {"code", "first"}, {"section", "1"}, {"options", "a | A"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.contains("La pregunta second depende de la opción «b», que la pregunta first no tiene."));
  // A code twice, a text of a megabyte, limits that cannot be met, a matrix that is too large.
  EXPECT_TRUE(add(s, "text", {{"text_es", "Otra"}, {"code", "first"}}).contains("Otra pregunta tiene ese código."));
  const auto long_one = add(s, "text", {{"text_es", std::string(1'000'000, 'x')}});
  EXPECT_EQ(long_one.status, 422);
  EXPECT_TRUE(long_one.contains("id=\"text_es-error\""));
  EXPECT_TRUE(
      add(s, "many", {{"text_es", "Otra"}, {"options", "a\nb"}, {"least", "3"}}).contains("pide más opciones de las que ofrece"));
  std::string sixty;
  for (int i = 0; i < 60; ++i) sixty += "Línea " + std::to_string(i) + "\n";
  EXPECT_TRUE(add(s, "matrix", {{"text_es", "Otra"}, {"code", "big"}, {"options", sixty}, {"rows", sixty}})
                  .contains("La matriz big es de 60 × 60; el máximo son 400 casillas."));
  // Moved before what it depends on; removed while another depends on it.
  const auto up = fill(of(s, "/design"), of(s, "/design"), {{"do", "up.second"}});
  EXPECT_EQ(up.status, 422);
  EXPECT_TRUE(up.contains("La pregunta second depende de la pregunta first, que viene después."));
  EXPECT_TRUE(keeper().get(path + "/remove").contains("La pregunta second («Segunda») se muestra según lo que se quita."));
  EXPECT_EQ(fill(path + "/remove", path + "/remove", {}).status, 422);
  EXPECT_EQ(fill(path + "/remove", path + "/remove", {{"dependents", "release"}}).status, 303);
  EXPECT_EQ(seen(s).questionnaire.questions().size(), 1U);
  EXPECT_EQ(as("legal").get(of(s, "/design")).status, 200);
  EXPECT_EQ(as("legal").get(path).status, 403);
  EXPECT_EQ(as("ana").get(of(s, "/design")).status, 403);
}

TEST_F(Designer, TellsTwoWhoDesignAtOnceBothTexts) {
  const auto s = house.survey("Reunión", "meeting");
  const auto path = of(s, "/design/questions/improve");
  const auto theirs = keeper().get(path);
  const auto mine = keeper().get(path);
  const auto other = keeper().get(of(s, "/design/questions/useful"));
  const auto gone = keeper().get(of(s, "/design/questions/why_not"));
  const auto typed = [](const std::string& text) {
    return http::Pairs{{"text_es", text}, {"code", "improve"}, {"section", "1"}};
  };
  ASSERT_EQ(fill(path, typed("¿Qué mejoraría?"), theirs).status, 303);
  const auto crossed = fill(path, typed("¿Qué quitaría?"), mine);
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("¿Qué mejoraría?"));
  EXPECT_TRUE(crossed.contains("¿Qué quitaría?"));
  EXPECT_EQ(fill(path, typed("¿Qué quitaría?"), crossed).status, 303) << "who saves again has read both";
  EXPECT_EQ(seen(s).questionnaire.find("improve")->text.es, "¿Qué quitaría?");
  // Another question was changed meanwhile: this one is not touched by it.
  EXPECT_EQ(fill(of(s, "/design/questions/useful"),
                 {{"text_es", "¿Fue útil?"}, {"code", "useful"}, {"section", "1"}, {"least", "1"}, {"most", "5"}}, other)
                .status,
            303);
  EXPECT_EQ(seen(s).questionnaire.find("improve")->text.es, "¿Qué quitaría?");
  // The question itself went: what was typed is not lost.
  const auto remove = of(s, "/design/questions/why_not/remove");
  ASSERT_EQ(fill(remove, remove, {}).status, 303);
  const http::Pairs again{{"text_es", "¿Qué lo impidió?"}, {"code", "why_not"}, {"section", "1"}};
  const auto told = fill(of(s, "/design/questions/why_not"), again, gone);
  EXPECT_EQ(told.status, 409);
  EXPECT_TRUE(told.contains("Alguien quitó esta pregunta"));
  EXPECT_EQ(fill(of(s, "/design/questions/why_not"), again, told).status, 303);
  EXPECT_NE(seen(s).questionnaire.find("why_not"), nullptr);
}

TEST_F(Designer, BeginsWithAFormerSurveyOfTheAgency) {
  const auto former = house.survey("Reunión", "meeting");
  auto in = house.input("Otra reunión", "former");
  in.from_survey = former.id.text();
  const auto copy = house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, in); });
  EXPECT_EQ(seen(copy).questionnaire.questions().size(), seen(former).questionnaire.questions().size());
  const auto fresh = keeper().get("/alliances/" + house.alliance.text() + "/surveys/new");
  EXPECT_TRUE(fresh.contains(former.id.text()));
  EXPECT_TRUE(fresh.contains("value=\"former\""));
  EXPECT_TRUE(fresh.contains("value=\"blank\""));
  in.from_survey = "nada";
  in.title_es = "Tercera";
  EXPECT_EQ(outcome(house.app.db().write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, in); })),
            "from_survey");
}

TEST_F(Designer, KeepsTemplatesOfTheAgency) {
  const auto s = blank();
  ASSERT_EQ(add(s, "text", {{"text_es", "¿Por qué?"}, {"code", "why"}}).status, 303);
  const auto page = of(s, "/design/template");
  ASSERT_EQ(keeper().submit_from(page, page, {{"title_es", "Porqués"}, {"title_en", "Whys"}}).status, 303);
  EXPECT_EQ(keeper().submit_from(page, page, {{"title_es", "porques"}}).status, 409) << "one of that name is there";
  EXPECT_EQ(keeper().submit_from(page, page, {{"title_es", ""}}).status, 422);
  // What changes afterwards does not change it.
  ASSERT_EQ(add(s, "text", {{"text_es", "¿Para qué?"}, {"code", "what_for"}}).status, 303);
  const auto kept = house.app.read([&](db::Tx& tx) {
    return Result<std::vector<AgencyTemplate>>(
        agency_templates(tx, alliances::see(tx, house.person("secretariat"), house.other).value()));
  });
  ASSERT_EQ(kept.size(), 1U);
  const auto copy = house.app.write([&](db::Tx& tx) {
    return plan(tx, house.act("secretariat"), house.other, house.input("En otra alianza", kept[0].id.text()));
  });
  const auto form = house.app.read([&](db::Tx& tx) { return Result<Questionnaire>(questionnaire(tx, copy)); });
  EXPECT_NE(form.find("why"), nullptr);
  EXPECT_EQ(form.find("what_for"), nullptr);
  EXPECT_TRUE(keeper().get("/alliances/" + house.other.text() + "/surveys/new").contains("Porqués"));
  EXPECT_EQ(keeper().get(of(s, "/design/versions")).body.find("Versión 1"), std::string::npos)
      << "a template alone is no version of it";
  ASSERT_EQ(keeper().submit_from(page, page, {{"remove", kept[0].id.text()}}).status, 303);
  EXPECT_FALSE(keeper().get(page).contains("Porqués"));
  EXPECT_EQ(keeper().submit_from(page, page, {{"remove", "0"}}).status, 404);
  EXPECT_EQ(as("legal").get(page).status, 403);
}

TEST_F(Designer, TranslatesSideBySide) {
  const auto s = blank();
  ASSERT_EQ(add(s, "text", {{"text_es", "¿Por qué?"}, {"code", "why"}}).status, 303);
  const auto page = of(s, "/design/translations");
  EXPECT_TRUE(keeper().get(page).contains("name=\"text.why\""));
  ASSERT_EQ(fill(page, page + "/1", {{"text.why", "Why?"}, {"only", "1"}}).status, 303);
  EXPECT_EQ(seen(s).questionnaire.find("why")->text.en, "Why?");
  EXPECT_FALSE(keeper().get(page).contains("name=\"text.why\""));
  EXPECT_TRUE(keeper().get(page + "?show=all").contains("name=\"text.why\""));
  EXPECT_EQ(fill(page + "?show=all", page + "/1", {{"text.why", std::string(5000, 'x')}}).status, 422);
}

TEST_F(Designer, OfARunningSurveyMakesAVersionBesideIt) {
  const auto s = house.opened(house.survey("Reunión", "meeting"));
  const auto link = house.link("org1@uno.example");
  house.type(link, 0, {{"a.useful", "5"}, {"a.clear", "4"}, {"a.heard", "partly"}});
  ASSERT_TRUE(house.send_by(link));
  const auto second = house.link("org2@uno.example");
  house.type(second, 0, {{"a.useful", "3"}, {"a.clear", "2"}, {"a.heard", "partly"}});
  // What was answered keeps its meaning.
  auto form = changed(s);
  auto other_kind = form;
  other_kind.sections[0].questions[0].kind = Kind::number;
  other_kind.sections[0].questions[0].least = std::nullopt;
  EXPECT_EQ(outcome(replace(s, other_kind)), "useful");
  ASSERT_TRUE(replace(s, form));
  EXPECT_TRUE(seen(s).is_beside);
  EXPECT_NE(house.sheet_of(second).questionnaire.find("clear"), nullptr) << "the live one is still answered";
  const auto versions = keeper().get(of(s, "/design/versions"));
  EXPECT_TRUE(versions.contains("se quitó «En parte»"));
  EXPECT_TRUE(versions.contains("Se agregó la pregunta «¿Qué le pareció la sede?»."));
  EXPECT_TRUE(versions.contains("Poner en uso"));
  const auto drawn = house.sheet_of(second);
  ASSERT_EQ(fill(of(s, "/design/versions"), of(s, "/design/live"), {}).status, 303);
  EXPECT_FALSE(seen(s).is_beside);
  // The draft carries over what fits, and who wrote it is told.
  auto sheet = house.sheet_of(second);
  EXPECT_EQ(sheet.draft.at("useful"), drawn.draft.at("useful"));
  EXPECT_FALSE(sheet.draft.contains("heard")) << "its option is gone";
  EXPECT_TRUE(house.app.visitor().get(house.link_to("org2@uno.example")).contains("El cuestionario cambió desde que empezó"));
  // A form that was drawn before is kept as far as it is still asked.
  auto input = house.form(drawn, {{"a.useful", "4"}, {"a.clear", "1"}});
  input.version = "0";
  const auto saved = house.submit(second, 0, input).value();
  EXPECT_TRUE(saved.has_moved);
  EXPECT_EQ(house.sheet_of(second).draft.at("useful").front().option, "4");
  EXPECT_FALSE(house.app.visitor().get(house.link_to("org2@uno.example")).contains("El cuestionario cambió desde que empezó"));
  house.type(second, 0, {{"a.heard", "hardly"}, {"a.place", "Bien"}});
  ASSERT_TRUE(house.send_by(second));
  // What was sent keeps its version, on every path; columns stand by first appearance.
  const auto json = boost::json::parse(keeper().get(of(s, "/answers.json")).body).as_object();
  std::map<std::int64_t, boost::json::object> rows;
  for (const auto& row : json.at("rows").as_array()) rows[row.as_object().at("version").as_int64()] = row.as_object();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].at("heard").as_string(), "partly");
  EXPECT_EQ(rows[1].at("heard.label").as_string(), "En parte");
  EXPECT_EQ(rows[1].at("clear").as_string(), "4");
  EXPECT_TRUE(rows[1].at("place").is_null());
  EXPECT_TRUE(rows[2].at("clear").is_null());
  EXPECT_EQ(rows[2].at("place").as_string(), "Bien");
  const auto csv = keeper().get(of(s, "/answers.csv")).body;
  EXPECT_LT(csv.find("lo que quería? [código]"), csv.find("la sede?"));
  EXPECT_TRUE(keeper().get(of(s, "/responses/" + house.recipient(s, "Empresa 101").id.text())).contains("En parte"));
  EXPECT_EQ(house.rates_of(s).whole.percent(), 100);
  EXPECT_EQ(house.number("SELECT count(DISTINCT version_id) FROM survey_editions"), 2);
  EXPECT_EQ(outcome(renew(s)), "conflict");
}

TEST_F(Designer, KeepsTheSentEditionWhenItsDraftMovesOn) {
  const auto s = house.opened(house.survey("Reunión", "meeting"));
  const auto link = house.link("org1@uno.example");
  house.type(link, 0, {{"a.useful", "5"}, {"a.clear", "4"}, {"a.heard", "yes"}});
  ASSERT_TRUE(house.send_by(link));
  ASSERT_TRUE(replace(s, changed(s)));
  ASSERT_TRUE(renew(s));
  house.type(link, 0, {{"a.place", "Lejos"}});
  EXPECT_EQ(house.number("SELECT n.number FROM survey_versions n JOIN survey_responses r ON r.version_id = n.id"), 1);
  house.app.write([&](db::Tx& tx) -> Done { return close(tx, house.act("secretariat"), house.alliance, s.id); });
  const auto over = house.sheet_of(link);
  EXPECT_TRUE(over.draft.contains("clear")) << "what was sent, as it was asked";
  EXPECT_FALSE(over.draft.contains("place"));
  EXPECT_EQ(outcome(replace(s, changed(s))), "conflict");
}

TEST_F(Designer, DiscardsWhatIsBeside) {
  const auto s = house.opened(house.survey("Reunión", "meeting"));
  ASSERT_TRUE(replace(s, changed(s)));
  const auto discard = of(s, "/design/discard");
  ASSERT_EQ(fill(discard, discard, {}).status, 303);
  EXPECT_FALSE(seen(s).is_beside);
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_versions"), 1);
  EXPECT_EQ(keeper().get(discard).status, 409);
}

TEST_F(Designer, StoresAWholeQuestionnaireOrSaysEveryFault) {
  const auto s = blank();
  auto form = seen(s).questionnaire;
  Question broken;
  broken.code = "q";
  broken.kind = Kind::one;
  broken.text.es = "Rota";
  broken.conditions = {{"gone", ConditionTest::has, ""}};
  form.sections[0].questions = {broken, broken};
  const auto refused = replace(s, form);
  ASSERT_FALSE(refused);
  EXPECT_GE(refused.error().fields.size(), 3U);
  form.sections[0].questions.clear();
  EXPECT_TRUE(replace(s, form)) << "nothing asked yet";
  EXPECT_EQ(outcome(replace(s, form, "legal")), "forbidden");
  EXPECT_EQ(outcome(replace(s, form, "outsider")), "not_found");
  const auto stale = house.app.db().write(
      [&](db::Tx& tx) { return design::replace(tx, house.act("secretariat"), house.alliance, s.id, s.live, form); });
  EXPECT_EQ(outcome(stale), "conflict");
}

TEST_F(Designer, KeepsTextsAsTheyWereTyped) {
  const auto s = blank();
  const std::string script = "<script>alert(1)</script>";
  for (const auto& nasty : {script, std::string("{1} %s $(reboot) `id`"), std::string("=1+1"), std::string("«'\"&amp;»"),
                            std::string("Ω≈ç√∫ 田中さん 😍"), std::string("a | b"), std::string("\\| no es barra")}) {
    std::string line;
    for (const char c : nasty) line += c == '|' ? std::string("\\|") : std::string(1, c);
    const auto made = add(s, "one", {{"text_es", nasty}, {"text_en", nasty}, {"hint_es", nasty}, {"options", line}});
    ASSERT_EQ(made.status, 303) << nasty;
    const auto code = made.location().substr(made.location().find("#q.") + 3);
    const auto form = seen(s).questionnaire;
    const auto* q = form.find(code);
    ASSERT_NE(q, nullptr) << code;
    EXPECT_EQ(q->text.es, nasty);
    EXPECT_EQ(q->hint.es, nasty);
    const auto path = of(s, "/design/questions/" + code);
    const auto again = keeper().get(path);
    EXPECT_FALSE(again.contains(script));
    EXPECT_FALSE(keeper().get(of(s, "/design")).contains(script));
    EXPECT_FALSE(keeper().get(of(s, "/preview?of=design")).contains(script));
  }
}

/// How long the largest questionnaire takes to be stored (docs/decisions/0116): asked for by name.
TEST_F(Designer, TakesTheLargestQuestionnaire) {
  const auto s = blank();
  Questionnaire form;
  for (int section = 0; section < 10; ++section) {
    form.sections.push_back({{"Sección", "Section", Lang::es}, {}, {}});
    for (int i = 0; i < 20; ++i) {
      Question q;
      q.code = "q" + std::to_string(section) + "_" + std::to_string(i);
      q.kind = Kind::one;
      q.text = {"¿Pregunta?", "Question?", Lang::es};
      for (int o = 0; o < 10; ++o) q.options.push_back({"o" + std::to_string(o), {"Opción", "Option", Lang::es}});
      form.sections.back().questions.push_back(std::move(q));
    }
  }
  ASSERT_TRUE(replace(s, form));
  const auto kept =
      house.app.read([&](db::Tx& tx) { return design::see(tx, house.person("secretariat"), house.alliance, s.id); });
  EXPECT_EQ(kept.questionnaire.questions().size(), most_questions);
  EXPECT_EQ(kept.questionnaire.questions().back()->options.size(), 10U);
}

TEST_F(Designer, HasItsTwinsInTheApi) {
  const auto s = house.survey("Reunión", "meeting");
  auto client = house.app.token_client(house.app.person("secretariat"), {"surveys:write"});
  const auto path = "/api/v1" + of(s);
  auto body = boost::json::parse(client.json(http::Method::get, path + "/questionnaire").body).as_object();
  const auto before = body.at("sections");
  ASSERT_EQ(client.json(http::Method::put, path + "/questionnaire", boost::json::serialize(body)).status, 200);
  const auto after = boost::json::parse(client.json(http::Method::get, path + "/questionnaire").body).as_object();
  EXPECT_EQ(after.at("sections"), before) << "read, written and read again it is the same";
  EXPECT_NE(after.at("version"), body.at("version"));
  EXPECT_EQ(client.json(http::Method::put, path + "/questionnaire", boost::json::serialize(body)).status, 409);
  body["version"] = after.at("version");
  body["sections"].as_array()[0].as_object()["questions"].as_array()[0].as_object()["kind"] = "nada";
  const auto wrong = client.json(http::Method::put, path + "/questionnaire", boost::json::serialize(body));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("sections.0.questions.0.kind"));
  EXPECT_EQ(client.json(http::Method::put, path + "/questionnaire", R"({"version":"x"})").status, 422);
  house.opened(s);
  ASSERT_TRUE(replace(s, changed(s)));
  const auto rows = boost::json::parse(client.json(http::Method::get, path + "/versions").body).as_object();
  EXPECT_EQ(rows.at("versions").as_array().size(), 2U);
  EXPECT_GE(rows.at("versions").as_array()[0].as_object().at("changes").as_array().size(), 3U);
  const auto version = seen(s).version.text();
  EXPECT_EQ(client.json(http::Method::post, path + "/versions/live", R"({"version":")" + version + "\"}").status, 201);
  EXPECT_EQ(client.json(http::Method::post, path + "/versions/live", R"({"version":")" + version + "\"}").status, 409);
}

TEST_F(Designer, KeepsTemplatesOfTheAgencyThroughTheApiToo) {
  const auto s = house.survey("Reunión", "meeting");
  const auto path = "/api/v1" + of(s) + "/templates";
  auto client = house.app.token_client(house.app.person("secretariat"), {"surveys:write"});
  EXPECT_EQ(client.json(http::Method::post, path, R"({"title":{"es":""}})").status, 422);
  const auto made = client.json(http::Method::post, path, R"({"title":{"es":"De la casa","en":"Of the house"}})");
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(client.json(http::Method::post, path, R"({"title":{"es":"de la casa"}})").status, 409) << "there is one of that name";
  const auto rows = boost::json::parse(client.json(http::Method::get, path).body).as_object().at("templates").as_array();
  ASSERT_EQ(rows.size(), 1U);
  const std::string id(rows[0].as_object().at("id").as_string());
  EXPECT_TRUE(house.app.client(house.person("secretariat")).get(of(s, "/design/template")).contains("De la casa"));
  auto reader = house.app.token_client(house.app.person("legal"), {"surveys:write"});
  EXPECT_EQ(reader.json(http::Method::get, path).status, 403);
  EXPECT_EQ(reader.json(http::Method::delete_, path + "/" + id).status, 403);
  EXPECT_EQ(client.json(http::Method::delete_, path + "/" + id).status, 204);
  EXPECT_EQ(client.json(http::Method::delete_, path + "/" + id).status, 404);
}

}  // namespace
}  // namespace alianza::surveys
