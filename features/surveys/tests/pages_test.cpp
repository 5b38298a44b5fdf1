// Pages and API of surveys through the real router.
#include <boost/json.hpp>

#include "features/surveys/tests/house.h"

namespace alianza::surveys {
namespace {

class SurveyPages : public ::testing::Test {
 protected:
  SurveyPages() : ids(house.members(2)) { house.represent("ana", ids[0]), house.represent("beto", ids[1]); }

  std::string root(const std::string& tail = {}) const { return "/alliances/" + house.alliance.text() + "/surveys" + tail; }
  std::string of(const Survey& s, const std::string& tail = {}) const { return root("/" + s.id.text() + tail); }
  http::TestClient& as(const std::string& who) {
    return who == "anonymous" ? house.app.visitor() : house.app.client(house.app.person(who));
  }
  /// The hidden fields of a drawn section, as a browser would send them back.
  http::Pairs marks_of(const std::string& page) {
    http::Pairs out;
    for (auto at = page.find("name=\"read."); at != std::string::npos; at = page.find("name=\"read.", at + 1)) {
      const auto name = page.substr(at + 6, page.find('"', at + 6) - at - 6);
      out.emplace_back(name, http::hidden_field(page, name));
    }
    return out;
  }
  http::TestAnswer fill(http::TestClient& client, const std::string& path, const http::Pairs& typed) {
    const auto page = client.get(path);
    EXPECT_EQ(page.status, 200) << path;
    auto fields = marks_of(page.body);
    fields.insert(fields.end(), typed.begin(), typed.end());
    return client.submit(path, fields);
  }
  http::Pairs matrix() {
    http::Pairs out;
    for (int goal = 1; goal <= 17; ++goal) out.emplace_back("a.actions." + std::to_string(goal), goal == 4 ? "current" : "none");
    return out;
  }

  House house;
  std::vector<OrganizationId> ids;
};

TEST_F(SurveyPages, ArePlannedOpenedAndRead) {
  auto& client = as("secretariat");
  EXPECT_TRUE(client.get(root()).contains("Aún no hay encuestas"));
  const auto made = client.submit_from(root("/new"), root("/new"),
                                       {{"from_template", "axs"},
                                        {"title_es", "Prioridades 2026"},
                                        {"title_en", "Priorities 2026"},
                                        {"intro_es", "Para acordar los comités."},
                                        {"intro_en", ""},
                                        {"opens_on", house.app.today().text()},
                                        {"closes_on", house.app.today().plus_days(10).text()},
                                        {"answered_by", "organization"}});
  ASSERT_EQ(made.status, 303);
  const auto path = made.location().substr(0, made.location().find('?'));
  EXPECT_TRUE(client.get(path).contains("Aún no hay destinatarios"));
  const auto preview = client.get(path + "/preview");
  EXPECT_TRUE(preview.contains("¿Qué hace hoy la organización por cada ODS?"));
  EXPECT_TRUE(client.get("/en" + path + "/preview").contains("What does the organisation do today for each SDG?"));
  ASSERT_EQ(client.submit_from(path + "/recipients", path + "/recipients", {{"statuses", "active"}, {"lang", "es"}}).status, 303);
  EXPECT_TRUE(client.get(path).contains("2 destinatarios esperan su carta."));
  EXPECT_TRUE(client.get(path + "/open").contains("Se enviarán 2 cartas, cada una con su enlace."));
  ASSERT_EQ(client.submit_from(path + "/open", path + "/open", {}).status, 303);
  house.work();
  const auto page = client.get(path);
  EXPECT_TRUE(page.contains("0 de 2 (0 %)") || page.contains("0 de 2 (0\u00a0%)"));
  EXPECT_TRUE(page.contains("Por tipo de organización"));
  const auto english = client.get("/en" + path);
  EXPECT_TRUE(english.contains("Priorities 2026"));
  EXPECT_TRUE(english.contains("Response rate"));
}

TEST_F(SurveyPages, OfOnePersonAreAnsweredSignedInByThatPersonAlone) {
  house.contact(ids[0], "Ana", "ana@example.org");  // the address of her account
  auto input = house.input("Cada quien", "meeting");
  input.answered_by = "person";
  const auto s =
      house.opened(house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); }));
  std::map<std::string, std::string> answers;
  for (const auto& row : house.recipients_of(s)) answers[row.email.text()] = of(s, "/answers/" + row.id.text());
  ASSERT_TRUE(answers.contains("ana@example.org"));
  EXPECT_TRUE(as("ana").get(root()).contains(answers["ana@example.org"]));
  EXPECT_FALSE(as("ana").get(root()).contains(answers["org1@uno.example"])) << "a colleague's";
  EXPECT_FALSE(as("beto").get(root()).contains("/answers/"));
  EXPECT_EQ(as("ana").get(answers["org1@uno.example"]).status, 404);
  EXPECT_EQ(as("beto").get(answers["ana@example.org"]).status, 404);
  const auto mine = answers["ana@example.org"];
  auto& ana = as("ana");
  EXPECT_EQ(fill(ana, mine + "/sections/1", {{"a.useful", "5"}, {"a.clear", "4"}, {"a.heard", "yes"}}).status, 303);
  EXPECT_EQ(ana.submit_from(mine + "/review", mine + "/review", {{"name", "Ana"}}).status, 303);
  EXPECT_EQ(house.rates_of(s).whole.answered, 1);
  // Signed in, an anonymous survey is nobody's: only the link leads to it.
  input = house.input("De nadie", "meeting");
  input.answered_by = "anonymous";
  const auto hidden =
      house.opened(house.app.write([&](db::Tx& tx) { return plan(tx, house.act("secretariat"), house.alliance, input); }));
  EXPECT_FALSE(ana.get(root()).contains("De nadie"));
  for (const auto& row : house.recipients_of(hidden)) EXPECT_EQ(ana.get(of(hidden, "/answers/" + row.id.text())).status, 404);
}

TEST_F(SurveyPages, TakeTheWordsOfTheQuestionnaireThatIsChosen) {
  auto& client = as("secretariat");
  EXPECT_FALSE(client.get(root("/new")).contains("value=\"" + find_template("axs")->title.es)) << "none is chosen yet";
  EXPECT_TRUE(client.get(root("/new?template=health")).contains("Estado de la alianza"));
  const auto make = [&](const std::string& from, const std::string& title) {
    return client.submit_from(root("/new"), root("/new"),
                              {{"from_template", from},
                               {"title_es", title},
                               {"title_en", ""},
                               {"intro_es", ""},
                               {"intro_en", ""},
                               {"opens_on", house.app.today().text()},
                               {"closes_on", house.app.today().plus_days(10).text()},
                               {"answered_by", "person"}});
  };
  const auto page_of = [&](const http::TestAnswer& made) {
    return client.get(made.location().substr(0, made.location().find('?')) + "/edit");
  };
  const auto meeting = page_of(make("meeting", ""));
  EXPECT_TRUE(meeting.contains("Evaluación de la reunión"));
  EXPECT_TRUE(meeting.contains("Cinco preguntas sobre la última reunión"));
  EXPECT_TRUE(page_of(make("health", "Con título propio")).contains("Con título propio"));
  const auto blank = make("blank", "");
  EXPECT_EQ(blank.status, 422);
  EXPECT_TRUE(blank.contains("Escriba el título de la encuesta."));
}

TEST_F(SurveyPages, OfTheLinkLeadFromTheLetterToTheReceipt) {
  const auto s = house.opened(house.survey());
  const auto path = house.link_to("org1@uno.example");
  auto& visitor = house.app.visitor();
  const auto lines = house.number("SELECT count(*) FROM audit_lines");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(visitor.get(path).status, 200);
  EXPECT_EQ(house.number("SELECT count(*) FROM audit_lines"), lines) << "to open it changes nothing";
  const auto start = visitor.get(path);
  EXPECT_TRUE(start.contains("Esta encuesta no es anónima."));
  EXPECT_TRUE(start.contains("0 de 6 preguntas contestadas"));
  EXPECT_EQ(start.header("Cache-Control"), "no-store");
  const auto next = fill(visitor, path + "/sections/1", matrix());
  EXPECT_EQ(next.status, 303);
  EXPECT_NE(next.location().find("/sections/1"), std::string::npos) << "a question appeared";
  EXPECT_TRUE(visitor.get(path + "/sections/1").contains("Describa la acción que mejor muestra su trabajo."));
  auto all = matrix();
  all.emplace_back("a.examples", "Becas");
  EXPECT_NE(fill(visitor, path + "/sections/1", all).location().find("/sections/2"), std::string::npos);
  const auto wrong = fill(visitor, path + "/sections/2", {{"a.priorities", "99"}, {"a.reason", "Porque <b>sí</b>"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Elija entre las opciones que se muestran."));
  EXPECT_TRUE(wrong.contains("Porque &lt;b&gt;sí&lt;/b&gt;")) << "what was right is kept";
  const auto many = fill(visitor, path + "/sections/2",
                         {{"a.priorities", "1"},
                          {"a.priorities", "2"},
                          {"a.priorities", "3"},
                          {"a.priorities", "4"},
                          {"a.priorities", "5"},
                          {"a.priorities", "6"}});
  EXPECT_EQ(many.status, 422);
  EXPECT_TRUE(many.contains("Elija a lo más 5 opciones."));
  const auto early = visitor.submit_from(path + "/review", path + "/review", {{"name", "Ana Robles"}});
  EXPECT_EQ(early.status, 422);
  EXPECT_TRUE(early.contains("Faltan respuestas o hay algo que corregir."));
  EXPECT_EQ(fill(visitor, path + "/sections/2", {{"a.priorities", "4"}, {"a.reason", "Por educación"}}).status, 303);
  const auto last = fill(visitor, path + "/sections/3", {{"a.activities", "share"}, {"a.role", "take_part"}});
  EXPECT_NE(last.location().find("/review"), std::string::npos);
  const auto review = visitor.get(path + "/review");
  EXPECT_TRUE(review.contains("ODS 4 Educación de calidad"));
  ASSERT_EQ(visitor.submit_from(path + "/review", path + "/review", {{"name", "Ana Robles"}}).status, 303);
  const auto after = visitor.get(path);
  EXPECT_TRUE(after.contains("Código de recibo: "));
  EXPECT_TRUE(after.contains("Las envió Ana Robles."));
  EXPECT_TRUE(visitor.get("/en" + path).contains("Receipt code: "));
  // The secretariat reads them; nobody else's link does.
  const auto responses = of(s, "/responses/" + house.recipient(s, "Empresa 101").id.text());
  EXPECT_TRUE(as("secretariat").get(responses).contains("Por educación"));
  EXPECT_EQ(as("ana").get(responses).status, 403);
  EXPECT_FALSE(visitor.get(house.link_to("org2@uno.example") + "/review").contains("Por educación"));
}

TEST_F(SurveyPages, OfALinkAfterClosingSayThatItIsOver) {
  const auto s = house.opened(house.survey());
  const auto path = house.link_to("org1@uno.example");
  auto& visitor = house.app.visitor();
  const auto section = visitor.get(path + "/sections/2");
  auto fields = marks_of(section.body);
  fields.emplace_back("a.reason", "Tarde");
  house.app.write([&](db::Tx& tx) -> Done { return close(tx, house.act("secretariat"), house.alliance, s.id); });
  EXPECT_EQ(visitor.submit(path + "/sections/2", fields).status, 410);
  for (const auto* tail : {"", "/sections/2", "/review"}) {
    const auto page = visitor.get(path + tail);
    EXPECT_EQ(page.status, 410) << tail;
    EXPECT_TRUE(page.contains("ya no recibe respuestas")) << tail;
  }
  EXPECT_EQ(visitor.get("/surveys/" + std::string(43, 'x')).status, 404);
}

TEST_F(SurveyPages, OfTwoDelegatesShowBothAnswers) {
  const auto s = house.opened(house.survey());
  const auto link = house.link_to("org1@uno.example") + "/sections/2";
  const auto signed_in = of(s, "/answers/" + house.recipient(s, "Empresa 101").id.text()) + "/sections/2";
  auto& visitor = house.app.visitor();
  auto mine = marks_of(visitor.get(link).body);
  mine.emplace_back("a.priorities", "7");
  mine.emplace_back("a.reason", "Por la energía");
  ASSERT_EQ(fill(as("ana"), signed_in, {{"a.priorities", "4"}}).status, 303);
  const auto crossed = visitor.submit(link, mine);
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("ana escribió otra respuesta"));
  EXPECT_TRUE(crossed.contains("ODS 4 Educación de calidad"));
  EXPECT_TRUE(crossed.contains("Por la energía"));
  EXPECT_TRUE(as("ana").get(signed_in).contains("Por la energía")) << "what did not cross was kept";
  EXPECT_EQ(as("beto").get(signed_in).status, 404);
  EXPECT_EQ(as("secretariat").get(signed_in).status, 404);
}

TEST_F(SurveyPages, TellAnAnswerOfAMegabyteAtItsQuestion) {
  house.opened(house.survey());
  const auto path = house.link_to("org1@uno.example") + "/sections/2";
  const auto page = fill(house.app.visitor(), path, {{"a.reason", std::string(1'000'000, 'x')}});
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(page.contains("id=\"a.reason-error\""));
  EXPECT_EQ(house.number("SELECT count(*) FROM survey_answers"), 0);
}

TEST_F(SurveyPages, AwaitWhoIsAskedOnTheListAndDownloadWhatWasSent) {
  const auto s = house.opened(house.survey());
  EXPECT_TRUE(as("ana").get(root()).contains("Para su organización"));
  const auto link = house.link("org1@uno.example");
  house.answer_axs(link);
  house.type(link, 1, {{"a.reason", "=1+1"}});
  ASSERT_TRUE(house.send_by(link));
  const auto csv = as("secretariat").get(of(s, "/answers.csv"));
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.contains("'=1+1"));
  EXPECT_TRUE(csv.contains("¿Qué hace hoy la organización por cada ODS? [Educación de calidad]"));
  const auto json = boost::json::parse(as("secretariat").get(of(s, "/answers.json")).body).as_object();
  const auto& row = json.at("rows").as_array().at(0).as_object();
  EXPECT_EQ(row.at("actions.4").as_string(), "current");
  EXPECT_EQ(row.at("priorities.4").as_int64(), 1);
  EXPECT_EQ(row.at("priorities.5").as_int64(), 0);
  EXPECT_EQ(row.at("role").as_string(), "take_part");
  EXPECT_EQ(row.at("role.label").as_string(), "Participar en uno o varios comités");
  EXPECT_TRUE(as("secretariat").get(of(s, "/recipients.csv")).contains("Contestada"));
  EXPECT_EQ(as("secretariat").get(of(s, "/recipients.xlsx")).status, 200);
  EXPECT_EQ(as("ana").get(of(s, "/answers.csv")).status, 403);
}

TEST_F(SurveyPages, HaveTheirTwinsInTheApi) {
  auto client = house.app.token_client(house.app.person("secretariat"), {"surveys:write"});
  const auto api = "/api/v1" + root();
  const auto made = client.json(http::Method::post, api,
                                R"({"title":{"es":"Por la API"},"opens_on":")" + house.app.today().text() + R"(","closes_on":")" +
                                    house.app.today().plus_days(5).text() + R"(","template":"axs"})");
  ASSERT_EQ(made.status, 201);
  const auto one = made.location();
  ASSERT_EQ(client.json(http::Method::post, one + "/recipients", "{}").status, 201);
  EXPECT_EQ(client.json(http::Method::post, one + "/states", R"({"to":"nada"})").status, 422);
  ASSERT_EQ(client.json(http::Method::post, one + "/states", R"({"to":"open"})").status, 201);
  house.work();
  EXPECT_EQ(client.json(http::Method::post, one + "/reminders").status, 409);
  const auto link = house.link("org1@uno.example");
  house.answer_axs(link);
  ASSERT_TRUE(house.send_by(link));
  const auto rate = boost::json::parse(client.json(http::Method::get, one + "/rate").body).as_object();
  EXPECT_EQ(rate.at("whole").as_object().at("percent").as_int64(), 50);
  const auto rows = boost::json::parse(client.json(http::Method::get, one + "/recipients?which=silent").body).as_object();
  EXPECT_EQ(rows.at("recipients").as_array().size(), 1U);
  const auto responses = boost::json::parse(client.json(http::Method::get, one + "/responses").body).as_object();
  EXPECT_EQ(responses.at("responses").as_array().at(0).as_object().at("answers").as_array().size(), 20U);
  EXPECT_EQ(client.json(http::Method::get, api).status, 200);
  EXPECT_EQ(house.app.token_client(house.app.person("ana"), {"surveys:write"}).json(http::Method::get, one).status, 403);
}

}  // namespace
}  // namespace alianza::surveys
