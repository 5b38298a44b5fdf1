// The book of an anonymous survey: nobody sees a small figure, nor works one out from what is shown beside it.
#include "features/results/tests/house.h"

namespace alianza::results {
namespace {

/// who: 9 lead, 3 join, 6 watch. mood: of the steps 1 to 3 two, three and thirteen. why: asked of who joins or watches.
class AnonymousBook : public ::testing::Test {
 protected:
  AnonymousBook() {
    house.members(many);
    survey = make("Ánimo");
    const auto link_of = [&](int i) { return house.link("org" + std::to_string(i) + "@uno.example"); };
    for (int i = 1; i <= many; ++i) {
      const auto* role = i <= 9 ? "lead" : i <= 12 ? "join" : "watch";
      Answers given{{"role", chosen({role})}, {"mood", step(i <= 2 ? 1 : i <= 5 ? 2 : 3)}};
      if (i > 9) given["why"] = written(("Texto " + std::to_string(100 - i)).c_str());
      if (i > 12) given["lesson"] = chosen({i % 2 == 0 ? "yes" : "no"});
      if (i <= 3) given["wish"] = written("Deseo");
      EXPECT_TRUE(house.cast_by(link_of(i), given)) << i;
    }
  }
  surveys::Survey make(const std::string& title) {
    const auto words = [](const char* es) { return LocalizedText{es, std::string(es) + " (en)", Lang::es}; };
    const auto question = [&](const char* code, Kind kind, std::initializer_list<const char*> options) {
      Question q;
      q.code = code;
      q.kind = kind;
      q.text = words(code);
      for (const auto* option : options) q.options.push_back({option, words(option)});
      return q;
    };
    const auto role = question("role", Kind::one, {"lead", "join", "watch"});
    auto mood = question("mood", Kind::scale, {});
    mood.least = 1, mood.most = 3;
    auto why = question("why", Kind::text, {});
    why.conditions = {{"role", surveys::ConditionTest::has_not, "lead"}};
    auto lesson = question("lesson", Kind::one, {"yes", "no"});
    lesson.conditions = {{"role", surveys::ConditionTest::has, "watch"}};
    auto input = house.input(title, "");
    input.answered_by = "anonymous";
    return house.opened(
        house.survey({{{words("Primera"), {}, {role, mood, why, lesson, question("wish", Kind::text, {})}}}}, input));
  }
  std::string path(const std::string& tail = {}) const {
    return "/alliances/" + house.alliance.text() + "/surveys/" + survey.id.text() + "/results" + tail;
  }
  static std::string figures(const Table& table) {
    std::string out;
    for (const auto& line : table.lines)
      out += (out.empty() ? "" : " ") + line.code + ":" + (line.is_hidden ? "?" : std::to_string(line.n));
    return out;
  }

  static constexpr int many = 18;
  House house;
  surveys::Survey survey;
};

TEST_F(AnonymousBook, IsEmptyUntilTheSurveyIsOver) {
  const auto open = house.book_of(survey);
  EXPECT_EQ(open.responses, 0);
  EXPECT_EQ(open.rate.answered, many);
  for (const auto& section : open.sections)
    for (const auto& table : section.tables) EXPECT_TRUE(table.is_hidden) << table.question.code;
  EXPECT_TRUE(house.app.client(house.person("secretariat")).get(path()).contains("las respuestas se cuentan cuando se cierra"));
}

TEST_F(AnonymousBook, HidesSmallFiguresFromTheOfficesToo) {
  house.close_survey(survey);
  house.open_boxes();
  EXPECT_EQ(house.book_of(survey).responses, many);
  EXPECT_EQ(figures(house.table_of(survey, "role")), "lead:9 join:? watch:?") << "three, and six by difference";
  const auto mood = house.table_of(survey, "mood");
  EXPECT_EQ(figures(mood), "1:? 2:? 3:13");
  EXPECT_FALSE(mood.numbers) << "the mean and the sum would give both hidden steps";
  EXPECT_TRUE(house.table_of(survey, "lesson").is_hidden) << "asked of those who watch: its denominator would be their number";
  EXPECT_EQ(house.table_of(survey, "why").answered, 9) << "of all but those who lead, whose number is told";
  const auto text = house.app.client(house.person("secretariat")).get(path(".csv")).body;
  EXPECT_NE(text.find(",lead,"), std::string::npos) << text;
  EXPECT_EQ(text.find(",3,18,"), std::string::npos) << text;
  const auto page = house.app.client(house.person("secretariat")).get(path());
  EXPECT_FALSE(page.contains("/results/cross"));
  EXPECT_TRUE(page.contains("oculta"));
}

TEST_F(AnonymousBook, IsNeitherCrossedNorFiltered) {
  house.close_survey(survey);
  house.open_boxes();
  auto& client = house.app.client(house.person("secretariat"));
  EXPECT_EQ(client.get(path("/cross?rows=role&columns=mood")).status, 409);
  EXPECT_EQ(client.get(path("/cross.csv?rows=role&columns=mood")).status, 409);
  EXPECT_EQ(client.json(http::Method::get, "/api/v1" + path("/cross?rows=role&columns=mood")).status, 409);
}

TEST_F(AnonymousBook, ShowsTextsInTheOrderOfTheAlphabetWhenTheyAreNotFew) {
  house.close_survey(survey);
  house.open_boxes();
  const auto read = [&](const char* question, ResponseId after = {}, int limit = 5) {
    return house.app.read([&](db::Tx& tx) {
      return texts(tx, house.person("secretariat"), house.alliance, survey.id, {question, "", after, limit});
    });
  };
  auto page = read("why");
  ASSERT_EQ(page.rows.size(), 5U);
  ASSERT_TRUE(page.next);
  std::vector<std::string> all;
  for (const auto& row : page.rows) {
    EXPECT_FALSE(row.response);
    EXPECT_TRUE(row.organization.empty());
    all.push_back(row.text);
  }
  page = read("why", *page.next);
  for (const auto& row : page.rows) all.push_back(row.text);
  EXPECT_FALSE(page.next);
  EXPECT_EQ(all.size(), 9U);
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
  EXPECT_EQ(house.table_of(survey, "why").texts, 9);
  EXPECT_EQ(house.table_of(survey, "wish").texts, 0) << "three wrote";
  EXPECT_TRUE(read("wish").is_hidden);
  EXPECT_TRUE(read("wish").rows.empty());
  const auto drawn = house.app.client(house.person("secretariat")).get(path("/texts?question=why"));
  EXPECT_TRUE(drawn.contains("Texto 9"));
  EXPECT_FALSE(drawn.contains("Empresa 1"));
}

TEST_F(AnonymousBook, HidesBothSidesOfAComparison) {
  house.close_survey(survey);
  house.open_boxes();
  Question role;
  role.code = "role";
  role.kind = Kind::one;
  role.text = {"role", {}, Lang::es};
  for (const auto* option : {"lead", "join", "watch"}) role.options.push_back({option, {option, {}, Lang::es}});
  const auto named = house.asked({{{{"Primera", {}, Lang::es}, {}, {role}}}}, "Con nombre");
  for (int i = 1; i <= 10; ++i)
    house.give(named, house.recipient(named, "Empresa " + std::to_string(100 + i)),
               {{"role", chosen({i <= 5 ? "lead" : "join"})}});
  const auto c =
      house.app.read([&](db::Tx& tx) { return compare(tx, house.person("secretariat"), house.alliance, named.id, survey.id); });
  ASSERT_EQ(c.tables.size(), 1U);
  for (const auto& line : c.tables.front().lines) {
    EXPECT_FALSE(line.here.is_hidden) << "the other survey is named";
    EXPECT_EQ(line.there.is_hidden, line.there.code != "lead");
    EXPECT_TRUE(line.there.n == 0 || line.there.n >= least_cell);
  }
}

}  // namespace
}  // namespace alianza::results
