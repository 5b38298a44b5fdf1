// Books counted from answers, who reads them, notes, the consensus, and their pages, files and API.
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <random>

#include "features/results/tests/house.h"
#include "platform/documents/paper.h"

namespace alianza::results {
namespace {

class ResultBooks : public ::testing::Test {
 protected:
  std::string root(const surveys::Survey& s, const std::string& tail = {}) const {
    return "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + "/results" + tail;
  }
  http::TestClient& as(const std::string& who) { return house.app.client(house.app.person(who)); }
  boost::json::object json(const std::string& who, const std::string& path) {
    return boost::json::parse(as(who).get(path).body).as_object();
  }

  /// Ten members: three lead, five join, two watch.
  surveys::Survey ten() {
    const auto ids = house.members(10);
    house.represent("ana", ids[0]);
    const auto s = house.asked(every_kind());
    const auto to = house.recipients_of(s);
    for (std::size_t i = 0; i < to.size(); ++i) {
      const auto n = static_cast<std::int64_t>(i);
      Answers a{{"role", chosen({i < 3   ? "lead"
                                 : i < 8 ? "join"
                                         : "watch"})},
                {"activities", i % 2 == 0 ? chosen({"share", "fund"}) : chosen({"share"})},
                {"order_of", i < 6 ? chosen({"b", "a"}) : chosen({"a", "b", "c"})},
                {"useful", step(static_cast<int>(i % 5) + 1)},
                {"grid", {{.row = "water", .option = i < 7 ? "yes" : "no"}}},
                {"persons", number(n * 1500)},
                {"budget", number(n * 10'001)},
                {"since", written(i == 0 ? "2020-01-05" : "2021-03-01")}};
      if (i < 3) a["goal"] = chosen({i == 2 ? "7" : "4"});
      if (i < 8) a["why"] = written(i == 1 ? "Por la educación técnica" : "Por el agua");
      if (i > 7) a["role"].push_back({.option = "other", .text = "=Observar"});
      a["partners"] = chosen({});
      if (i == 4) a["partners"] = {{.option = ids[0].text()}};
      if (a["partners"].empty()) a.erase("partners");
      house.give(s, to[i], a);
    }
    return s;
  }

  House house;
};

TEST_F(ResultBooks, CountWhoWasShownAndWhoAnswered) {
  const auto s = ten();
  EXPECT_EQ(house.book_of(s).responses, 10);
  EXPECT_EQ(house.book_of(s).rate.percent(), 100);
  const auto role = house.table_of(s, "role");
  EXPECT_EQ(role.shown, 10);
  EXPECT_EQ(role.lines.front().code, "join");
  EXPECT_EQ(role.lines.front().percent(), 50);
  EXPECT_EQ(role.texts, 2);
  const auto goal = house.table_of(s, "goal");
  EXPECT_EQ(goal.shown, 3) << "who leads";
  EXPECT_EQ(goal.answered, 3);
  EXPECT_EQ(goal.lines.front().code, "4");
  EXPECT_EQ(goal.lines.front().label.es, "Educación de calidad");
  EXPECT_EQ(goal.lines.size(), 17U);
  EXPECT_EQ(house.table_of(s, "why").shown, 8) << "not who watches";
  EXPECT_EQ(house.table_of(s, "partners").shown, std::nullopt);
  EXPECT_EQ(house.table_of(s, "partners").lines.front().label.es, "Empresa 101");
  const auto grid = house.table_of(s, "grid");
  EXPECT_EQ(grid.lines[0].percent(), 70);
  EXPECT_EQ(grid.lines[2].of, 0) << "nobody answered the second row";
  EXPECT_EQ(grid.lines[2].percent(), std::nullopt);
  const auto order = house.table_of(s, "order_of");
  EXPECT_EQ(order.lines[0].code, "b");
  EXPECT_EQ(order.lines[0].points, 36);
  EXPECT_EQ(order.lines[1].points, 34);
  EXPECT_EQ(house.table_of(s, "persons").numbers->mean, 6750);
  EXPECT_EQ(house.table_of(s, "since").first->text(), "2020-01-05");
}

TEST_F(ResultBooks, CountOnlyWhatCountsToday) {
  house.members(2);
  const auto s = house.asked(every_kind());
  const auto to = house.recipients_of(s);
  house.give(s, to[0], {{"role", chosen({"lead"})}});
  house.give(s, to[0], {{"role", chosen({"watch"})}});
  EXPECT_EQ(house.book_of(s).responses, 1);
  EXPECT_EQ(house.table_of(s, "role").lines.front().code, "watch");
  EXPECT_EQ(house.table_of(s, "role").answered, 1);
}

TEST_F(ResultBooks, AskAsManyStatementsWithManyAnswersAsWithFew) {
  house.members(12);
  const auto s = house.asked(every_kind());
  const auto to = house.recipients_of(s);
  const auto count = [&] {
    const auto before = house.app.db().stats().statements;
    house.book_of(s);
    return house.app.db().stats().statements - before;
  };
  house.give(s, to[0], {{"role", chosen({"lead"})}, {"partners", {{.option = to[0].organization.text()}}}});
  const auto few = count();
  for (std::size_t i = 1; i < to.size(); ++i)
    house.give(s, to[i], {{"role", chosen({"join"})}, {"partners", {{.option = to[i].organization.text()}}}});
  EXPECT_LE(count(), few);
}

TEST_F(ResultBooks, AreForTheOfficesUntilTheyArePublishedAndTheSurveyIsClosed) {
  const auto s = ten();
  const auto sees = [&](const std::string& who) { return as(who).get(root(s)).status; };
  EXPECT_EQ(sees("legal"), 200);
  EXPECT_EQ(sees("ana"), 404);
  const auto publish = [&](const char* who) {
    return outcome(
        house.app.db().write([&](db::Tx& tx) { return set_audience(tx, house.act(who), house.alliance, s.id, "members"); }));
  };
  EXPECT_EQ(publish("secretariat"), "conflict") << "answers still come in";
  house.close_survey(s);
  EXPECT_EQ(publish("legal"), "forbidden");
  EXPECT_EQ(publish("ana"), "not_found");
  EXPECT_EQ(publish("secretariat"), "done");
  EXPECT_EQ(sees("ana"), 200);
  EXPECT_EQ(sees("outsider"), 404);
  EXPECT_EQ(as("ana").get(root(s, "/cross")).status, 403);
  EXPECT_EQ(as("ana").get(root(s, "/texts?question=why")).status, 403);
  EXPECT_EQ(as("ana").get(root(s, "/compare")).status, 403);
  const auto page = as("ana").get(root(s));
  EXPECT_TRUE(page.contains("aquí no se ven las cifras menores de 5"));
  EXPECT_FALSE(page.contains("Leer 8 textos"));
  EXPECT_FALSE(page.contains("Empresa 101"));
  EXPECT_TRUE(as("ana").get("/alliances/" + house.alliance.text() + "/surveys").contains("Libros de resultados"));
  for (const auto& line : house.table_of(s, "role", "ana").lines) EXPECT_TRUE(line.is_hidden || line.n >= least_cell);
  EXPECT_TRUE(house.table_of(s, "goal", "ana").is_hidden);
  EXPECT_TRUE(house.table_of(s, "partners", "ana").lines.empty());
}

TEST_F(ResultBooks, CrossQuestionsWithFilters) {
  const auto s = ten();
  const auto crossed = [&](const CrossInput& input) {
    return house.app.db().read([&](db::Tx& tx) { return cross(tx, house.person("legal"), house.alliance, s.id, input); });
  };
  const auto table = crossed({"role", "activities", {}, Share::row})->table;
  EXPECT_EQ(table->n, 10);
  EXPECT_EQ(table->rows[0].n, 3);
  EXPECT_EQ(table->rows[0].cells, (std::vector<std::int64_t>{3, 0, 2}));
  EXPECT_EQ(table->rows[0].percent[2], 67);
  const auto two = crossed({"role", "useful", {{"activities", "fund"}, {"grid.row.water", "yes"}}, Share::all})->table;
  EXPECT_EQ(two->kept, 4) << "0, 2, 4 and 6";
  EXPECT_EQ(two->rows[1].n, 2);
  const auto matrix = crossed({"grid.column.yes", "order_of", {}, Share::column})->table;
  EXPECT_EQ(matrix->n, 7);
  EXPECT_EQ(matrix->rows[0].cells[1], 6) << "b was put first by six";
  const auto kinds = crossed({"organization.size", "role", {{"organization.type", "company"}}, Share::row});
  ASSERT_TRUE(kinds) << outcome(kinds);
  EXPECT_EQ(outcome(crossed({"nothing", "role", {}, Share::row})), "rows");
  EXPECT_EQ(outcome(crossed({"role", "useful", {{"activities", "x"}}, Share::row})), "filters");
  EXPECT_FALSE(crossed({"role", "", {}, Share::row})->table);
  const auto path = root(s, "/cross?rows=role&columns=activities&f1=grid.row.water&v1=yes");
  const auto page = as("legal").get(path);
  EXPECT_TRUE(page.contains("Se cuentan 7 respuestas que pasan los filtros y contestan ambas, de 7 que pasan los filtros."));
  EXPECT_TRUE(page.contains("results/cross.csv?rows=role&amp;columns=activities&amp;f1=grid.row.water&amp;v1=yes"));
  EXPECT_TRUE(as("legal").get("/en" + path).contains("Cross table"));
  const auto csv = as("legal").get(root(s, "/cross.csv?rows=role&columns=activities"));
  EXPECT_TRUE(csv.contains("'=1+1")) << "a label is no formula";
  EXPECT_EQ(json("legal", root(s, "/cross.json?rows=role&columns=activities")).at("rows").as_array().size(), 12U);
  EXPECT_EQ(as("legal").get(root(s, "/cross?rows=nothing&columns=role")).status, 422);
}

TEST_F(ResultBooks, FindWordsWithoutAccents) {
  const auto s = ten();
  const auto all = as("legal").get(root(s, "/texts?question=why"));
  EXPECT_TRUE(all.contains("Por la educación técnica"));
  const auto found = as("legal").get(root(s, "/texts?question=why&q=TECNICA+educacion"));
  EXPECT_TRUE(found.contains("Por la educación técnica"));
  EXPECT_FALSE(found.contains("Por el agua"));
  EXPECT_TRUE(as("legal").get(root(s, "/texts?question=why&q=zinc")).contains("Ningún texto tiene esas palabras"));
  EXPECT_TRUE(as("legal").get(root(s, "/texts?question=role")).contains("=Observar"));
  EXPECT_EQ(as("legal").get(root(s, "/texts?question=useful")).status, 422);
  const auto first = house.app.read([&](db::Tx& tx) {
    return texts(tx, house.person("legal"), house.alliance, s.id, {"why", "", {}, 5});
  });
  ASSERT_TRUE(first.next);
  const auto second = house.app.read([&](db::Tx& tx) {
    return texts(tx, house.person("legal"), house.alliance, s.id, {"why", "", *first.next, 5});
  });
  EXPECT_EQ(second.rows.size(), 3U);
  EXPECT_FALSE(second.next);
}

TEST_F(ResultBooks, KeepNotesThatTwoDoNotOverwrite) {
  const auto s = ten();
  auto& client = as("secretariat");
  const auto path = root(s, "/notes/new?question=role");
  EXPECT_TRUE(client.get(path).contains("role"));
  ASSERT_EQ(
      client
          .submit_from(path, root(s, "/notes/new"), {{"question", "role"}, {"audience", "members"}, {"text", "Pocas coordinan."}})
          .status,
      303);
  EXPECT_TRUE(client.get(root(s)).contains("Pocas coordinan."));
  EXPECT_EQ(
      client.submit_from(path, root(s, "/notes/new"), {{"question", "none"}, {"audience", "members"}, {"text", "x"}}).status,
      422);
  const auto notes = json("secretariat", root(s).insert(0, "/api/v1")).at("notes").as_array();
  const auto id = std::string(notes.at(0).as_object().at("id").as_string());
  const auto edit = root(s, "/notes/" + id + "/edit");
  const auto drawn = client.get(edit);
  ASSERT_EQ(client.submit_from(edit, edit, {{"audience", "offices"}, {"text", "Nadie coordina."}, {"version", "1"}}).status, 303);
  const auto crossed = client.submit_from(edit, edit, {{"audience", "offices"}, {"text", "Otra cosa."}, {"version", "1"}});
  EXPECT_EQ(crossed.status, 409);
  EXPECT_TRUE(crossed.contains("Otra cosa.")) << "what was typed stays";
  house.close_survey(s);
  house.publish_book(s);
  EXPECT_FALSE(as("ana").get(root(s)).contains("Nadie coordina."));
  EXPECT_EQ(as("legal").get(edit).status, 403);
  ASSERT_EQ(client.submit_from(root(s), root(s, "/notes/" + id + "/remove"), {}).status, 303);
  EXPECT_FALSE(client.get(root(s)).contains("Nadie coordina."));
}

TEST_F(ResultBooks, RecordTheConsensusOnceAndCorrectItByAnotherEdition) {
  const auto s = ten();
  auto& client = as("secretariat");
  const auto path = root(s, "/consensus");
  EXPECT_TRUE(client.get(path).contains("Registrar el consenso"));
  const http::Pairs typed{{"agreed_on", house.app.today().text()},
                          {"text", "Cinco comités."},
                          {"goals", "4"},
                          {"goals", "7"},
                          {"themes", "Economía circular"},
                          {"meeting", ""},
                          {"edition", "0"}};
  ASSERT_EQ(client.submit_from(path, path, typed).status, 303);
  EXPECT_EQ(client.submit_from(path, path, typed).status, 409) << "somebody recorded one meanwhile";
  const auto book = client.get(root(s));
  EXPECT_TRUE(book.contains("Cinco comités."));
  EXPECT_TRUE(book.contains("Economía circular"));
  auto again = typed;
  again.back().second = "1";
  again.emplace_back("correction", "");
  EXPECT_EQ(client.submit_from(path, path, again).status, 422) << "a correction says why";
  again.back().second = "Faltaba un tema.";
  again.emplace_back("goals", "11");
  ASSERT_EQ(client.submit_from(path, path, again).status, 303);
  EXPECT_TRUE(client.get(root(s)).contains("Edición 1, que ya no rige"));
  const auto held = house.app.read([&](db::Tx& tx) -> Result<Consensus> { return *consensus(tx, s.id); });
  EXPECT_EQ(held.edition, 2);
  EXPECT_EQ(held.themes, (std::vector<Theme>{{4, ""}, {7, ""}, {11, ""}, {0, "Economía circular"}}));
  EXPECT_EQ(house.app.read([&](db::Tx& tx) -> Result<std::vector<Consensus>> { return consensuses(tx, house.alliance); }).size(),
            1U);
  EXPECT_TRUE(as("secretariat").get("/alliances/" + house.alliance.text() + "/surveys/" + s.id.text()).contains("Edición 2"));
  EXPECT_EQ(house.number("SELECT count(*) FROM outbox_events WHERE type = 'consensus.recorded'"), 2);
  EXPECT_EQ(as("legal").get(path).status, 403);
}

TEST_F(ResultBooks, CompareTwoRoundsWhereTheyAskTheSame) {
  const auto first = ten();
  auto form = every_kind();
  auto& roles = form.sections[0].questions[0].options;
  roles.erase(roles.begin() + 1);
  form.sections[0].questions.erase(form.sections[0].questions.begin() + 1);
  const auto second = house.asked(form, "Segunda ronda");
  const auto to = house.recipients_of(second);
  house.give(second, to[0], {{"role", chosen({"lead"})}, {"useful", step(4)}});
  const auto page = as("legal").get(root(first, "/compare?with=" + second.id.text()));
  EXPECT_TRUE(page.contains("Segunda ronda"));
  EXPECT_TRUE(page.contains("Contestaron 10 y 1. 1 opción no está en ambas y no se compara."));
  const auto c =
      house.app.read([&](db::Tx& tx) { return compare(tx, house.person("legal"), house.alliance, first.id, second.id); });
  EXPECT_EQ(std::count_if(c.tables.begin(), c.tables.end(), [](const auto& t) { return t.question.code == "activities"; }), 0);
  for (const auto& table : c.tables)
    if (table.question.code == "useful") {
      EXPECT_EQ(table.numbers_there->mean, 4000);
    }
  EXPECT_EQ(as("legal").get(root(first, "/compare?with=" + first.id.text())).status, 404);
}

TEST_F(ResultBooks, GoOutInOneOrderOfColumns) {
  const auto s = ten();
  const auto csv = as("legal").get(root(s, ".csv"));
  ASSERT_EQ(csv.status, 200);
  EXPECT_TRUE(csv.contains("'=1+1"));
  const auto rows = json("legal", root(s, ".json")).at("rows").as_array();
  const auto& lead = rows.at(1).as_object();
  EXPECT_EQ(lead.at("question").as_string(), "role");
  EXPECT_EQ(lead.at("n").as_int64(), 3);
  EXPECT_EQ(lead.at("of").as_int64(), 10);
  EXPECT_EQ(lead.at("percent").as_int64(), 30);
  EXPECT_EQ(as("legal").get(root(s, ".xlsx")).status, 200);
  std::string printed;
  documents::print_with([&](const documents::Paper& paper) -> Result<std::string> {
    printed = paper.html;
    return std::string("%PDF-");
  });
  EXPECT_EQ(as("legal").get(root(s, ".pdf")).status, 200);
  documents::print_with({});
  EXPECT_NE(printed.find("Los por cientos son enteros"), std::string::npos);
  EXPECT_NE(printed.find("ODS 4 Educación de calidad"), std::string::npos);
}

TEST_F(ResultBooks, HaveTheirTwinsInTheApi) {
  const auto s = ten();
  auto client = house.app.token_client(house.app.person("secretariat"), {"surveys:write"});
  const auto api = "/api/v1" + root(s);
  const auto note = client.json(http::Method::post, api + "/notes", R"({"question":"role","text":"Una nota"})");
  ASSERT_EQ(note.status, 201);
  const auto id = std::string(boost::json::parse(note.body).as_object().at("id").as_string());
  EXPECT_EQ(client.json(http::Method::put, api + "/notes/" + id, R"({"text":"Otra","version":1})").status, 200);
  EXPECT_EQ(client.json(http::Method::put, api + "/notes/" + id, R"({"text":"Otra","version":1})").status, 409);
  EXPECT_EQ(client.json(http::Method::delete_, api + "/notes/" + id).status, 204);
  EXPECT_EQ(client.json(http::Method::get, api + "/notes").status, 200);
  const auto consensus = client.json(http::Method::post, api + "/consensus",
                                     R"({"agreed_on":")" + house.app.today().text() +
                                         R"(","text":"Acuerdo","goals":[4,12],"themes":["Agua","Datos"],"edition":0})");
  ASSERT_EQ(consensus.status, 201);
  EXPECT_EQ(boost::json::parse(consensus.body).as_object().at("themes").as_array().size(), 4U);
  EXPECT_EQ(client.json(http::Method::get, api + "/consensus").status, 200);
  EXPECT_EQ(client.json(http::Method::put, api + "/audience", R"({"audience":"members"})").status, 409);
  EXPECT_EQ(client.json(http::Method::put, api + "/audience", R"({"audience":"offices"})").status, 200);
  const auto crossed =
      boost::json::parse(client.json(http::Method::get, api + "/cross?rows=role&columns=useful").body).as_object();
  EXPECT_EQ(crossed.at("lines").as_array().size(), 20U);
  EXPECT_EQ(client.json(http::Method::get, api + "/texts?question=why").status, 200);
  EXPECT_EQ(client.json(http::Method::get, api + "/comparison?with=" + s.id.text()).status, 404);
  const auto book = boost::json::parse(client.json(http::Method::get, api).body).as_object();
  EXPECT_EQ(book.at("responses").as_int64(), 10);
}

// ---- An independent count (tools/recompute_results.py).

Answers any_answers(std::mt19937& dice, const std::vector<surveys::Recipient>& to) {
  const auto upto = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  const auto some = [&](std::initializer_list<const char*> all) {
    Value out;
    for (const auto* code : all)
      if (upto(2) == 0) out.push_back({.option = code});
    return out;
  };
  const char* const roles[] = {"lead", "join", "watch", "other"};
  Answers a{{"role", chosen({roles[upto(4)]})},
            {"activities", some({"share", "train", "fund"})},
            {"order_of", some({"a", "b", "c", "d"})},
            {"persons", number(upto(9000) - 3000)},
            {"budget", number(upto(1'000'000))},
            {"useful", step(upto(5) + 1)},
            {"since", {{.text = "2020-0" + std::to_string(upto(9) + 1) + "-1" + std::to_string(upto(9))}}},
            {"why", written("x")},
            {"goal", some({"1", "4", "7", "17"})},
            {"partners", upto(3) == 0 ? Value{{.option = to[static_cast<std::size_t>(upto(5))].organization.text()}} : Value()}};
  if (upto(3) > 0) a["grid"].push_back({.row = "water", .option = upto(2) == 0 ? "yes" : "no"});
  if (upto(3) > 0) a["grid"].push_back({.row = "energy", .option = upto(2) == 0 ? "yes" : "no"});
  std::shuffle(a["order_of"].begin(), a["order_of"].end(), dice);
  std::erase_if(a, [&](const auto& entry) { return entry.second.empty() || upto(6) == 0; });
  return a;
}

TEST_F(ResultBooks, AreTheSameWhenCountedByAnotherProgram) {
  house.members(40);
  const auto folder = std::filesystem::temp_directory_path() / ("alianza-results-" + id_to_text(new_random_id()));
  std::filesystem::create_directory(folder);
  for (const unsigned seed : {1U, 2U, 3U}) {
    const auto s = house.asked(every_kind(), "Ronda " + std::to_string(seed));
    std::mt19937 dice(seed);
    const auto to = house.recipients_of(s);
    const auto share = seed == 3 ? std::size_t{3} : to.size();
    for (std::size_t i = 0; i < share; ++i) house.give(s, to[i], any_answers(dice, to));
    const auto keep = [&](const char* name, const std::string& path) {
      const auto told = as("legal").get(path);
      EXPECT_EQ(told.status, 200) << path << "\n" << told.body;
      std::ofstream(folder / name) << told.body;
      return (folder / name).string();
    };
    const auto answers =
        keep("answers.json", "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + "/answers.json");
    const auto book = keep("book.json", root(s, ".json"));
    const auto said = (folder / "said").string();
    // Every variable beside another one, each kind of share, and filters by classes.
    std::string crossings;
    const auto crossing = house.app.read([&](db::Tx& tx) {
      return cross(tx, house.app.person("legal"), house.alliance, s.id, {"role", "persons.intervals", {}, {}});
    });
    const std::string with[] = {"role", "persons.intervals", "since.quarter", "partners.type", "budget.quarters", "order_of"};
    int number = 0;
    for (const auto& variable : crossing.variables) {
      if (variable.code == "organization.committee") continue;
      auto query = "?rows=" + variable.code + "&columns=" + with[number % 6] + "&share=" +
                   (number % 3 == 0   ? "row"
                    : number % 3 == 1 ? "column"
                                      : "all");
      if (number % 4 == 1 && !crossing.columns()->parts.empty())
        query += "&f1=role&v1=lead&f2=persons.intervals&v2=" + crossing.columns()->parts.front().code;
      crossings += " '" + keep(("cross" + std::to_string(number) + ".json").c_str(), root(s, "/cross.json" + query)) + "'";
      ++number;
    }
    EXPECT_GT(number, 18) << "numbers, money, dates and organisations can be crossed";
    crossings +=
        " --organizations='" + keep("organizations.json", "/alliances/" + house.alliance.text() + "/organizations.json") + "'";
    crossings += " --recipients='" +
                 keep("recipients.json", "/alliances/" + house.alliance.text() + "/surveys/" + s.id.text() + "/recipients.json") +
                 "'";
    const auto command =
        "python3 -B tools/recompute_results.py '" + answers + "' '" + book + "'" + crossings + " > '" + said + "' 2>&1";
    const auto code = std::system(command.c_str());
    std::ifstream in(said);
    EXPECT_EQ(code, 0) << std::string(std::istreambuf_iterator<char>(in), {});
    if (seed != 1) continue;
    // It does find what is wrong.
    auto body = as("legal").get(root(s, ".json")).body;
    const auto at = body.find("\"percent\":") + 10;
    body.insert(at, body[at] == '9' ? "8" : "9");
    std::ofstream(book) << body;
    EXPECT_NE(std::system(command.c_str()), 0);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace alianza::results
