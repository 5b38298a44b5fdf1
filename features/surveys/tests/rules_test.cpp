// Rules without a database: what may be asked, what is shown, what is understood, how the rate is rounded.
#include <gtest/gtest.h>

#include <random>

#include "features/surveys/answers.h"
#include "features/surveys/surveys.h"
#include "features/surveys/templates.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

Question question(std::string code, Kind kind, std::vector<std::string> options = {}) {
  Question q;
  q.code = std::move(code);
  q.kind = kind;
  q.text = {"¿" + q.code + "?", "", Lang::es};
  for (auto& option : options) q.options.push_back({option, {"Opción " + option, "", Lang::es}});
  return q;
}
Question with(Question q, const std::function<void(Question&)>& change) {
  change(q);
  return q;
}
Questionnaire form(std::vector<Question> questions) { return {{{{"Sección", "", Lang::es}, {}, std::move(questions)}}}; }

std::string refusal(const Questionnaire& f) {
  const auto done = check(f);
  return done ? "" : done.error().fields.front().field + ": " + i18n::text(Lang::es, done.error().fields.front().message);
}

TEST(ResponseRate, IsAWholePerCentRoundedHalfUp) {
  struct Case {
    std::int64_t answered, asked;
    std::optional<std::int64_t> percent;
  };
  for (const auto& at : {Case{55, 90, 61}, Case{0, 0, std::nullopt}, Case{0, 90, 0}, Case{90, 90, 100}, Case{1, 200, 1},
                         Case{1, 201, 0}, Case{1, 8, 13}, Case{3, 8, 38}, Case{199, 200, 100}}) {
    Rate rate{at.asked, 0, at.answered};
    EXPECT_EQ(rate.percent(), at.percent) << at.answered << " of " << at.asked;
  }
}

TEST(ResponseRate, CountsWhoWasWrittenToAndWhoAnsweredAllTheSame) {
  struct Case {
    Letter letter;
    Progress progress;
    bool asked, silent;
  };
  for (const auto& at :
       {Case{Letter::drafted, Progress::silent, false, false}, Case{Letter::queued, Progress::silent, true, true},
        Case{Letter::sent, Progress::started, true, true}, Case{Letter::bounced, Progress::silent, true, true},
        Case{Letter::revoked, Progress::silent, false, false}, Case{Letter::revoked, Progress::answered, true, false},
        Case{Letter::sent, Progress::answered, true, false}}) {
    Recipient r;
    r.letter = at.letter;
    r.progress = at.progress;
    EXPECT_EQ(r.is_asked(), at.asked) << to_text(at.letter) << to_text(at.progress);
    EXPECT_EQ(r.is_silent(), at.silent) << to_text(at.letter) << to_text(at.progress);
  }
}

TEST(Questionnaires, ThatCannotBeAnsweredAreRefusedByName) {
  const auto text = question("b", Kind::text);
  const auto on = [](const std::string& other, const std::string& option = {}) {
    return [=](Question& q) { q.conditions.push_back({other, ConditionTest::has, option}); };
  };
  EXPECT_EQ(refusal(form({text})), "");
  struct Case {
    Questionnaire form;
    std::string says;
  };
  std::vector<Question> sixty{question("big", Kind::matrix)};
  for (int i = 0; i < 60; ++i) {
    sixty[0].rows.push_back({"r" + std::to_string(i), {"Fila", "", Lang::es}});
    sixty[0].options.push_back({"c" + std::to_string(i), {"Columna", "", Lang::es}});
  }
  for (const auto& at : {
           Case{form({}), ": El cuestionario no pregunta nada."},
           Case{form({question("n", Kind::note)}), ": El cuestionario no pregunta nada."},
           Case{form({text, text}), "b: La pregunta b está dos veces."},
           Case{form({question("Mal", Kind::text)}), "Mal: «Mal» no sirve de código: letras minúsculas, cifras y guion bajo."},
           Case{form({question("q", Kind::one)}), "q: La pregunta q no tiene opciones."},
           Case{form({question("q", Kind::one, {"x", "x"})}), "q: En la pregunta q, la opción x está dos veces."},
           Case{form({question("q", Kind::one, {"other"})}), "q: En la pregunta q, la opción «other» no tiene un código válido."},
           Case{form({with(text, on("gone"))}), "b: La pregunta b depende de «gone», que no existe."},
           Case{form({question("a", Kind::one, {"x"}), with(text, on("a", "y"))}),
                "b: La pregunta b depende de la opción «y», que la pregunta a no tiene."},
           Case{form({with(text, on("b"))}), "b: La pregunta b depende de sí misma."},
           Case{form({with(question("a", Kind::text), on("b")), with(text, on("a"))}), "a: La pregunta a depende de sí misma."},
           Case{form({with(question("q", Kind::many, {"x"}), [](Question& q) { q.least = 2; })}),
                "q: La pregunta q pide más opciones de las que ofrece."},
           Case{form({with(question("q", Kind::many, {"x", "y"}), [](Question& q) { q.least = 2, q.most = 1; })}),
                "q: En la pregunta q, el mínimo es mayor que el máximo."},
           Case{form({question("q", Kind::scale)}),
                "q: La escala q va de un número entero a otro mayor, con once pasos a lo más."},
           Case{form(sixty), "big: La matriz big es de 60 × 60; el máximo son 400 casillas."},
       })
    EXPECT_EQ(refusal(at.form), at.says);
}

TEST(Questionnaires, ThatShipCanBeAnswered) {
  for (const auto& one : templates()) {
    auto filled = one.questionnaire;
    for (auto& section : filled.sections)
      for (auto& q : section.questions) {
        if (std::find(one.of_committees.begin(), one.of_committees.end(), q.code) != one.of_committees.end())
          q.options = {{"a", {"Comité", "Committee", Lang::es}}};
        EXPECT_FALSE(q.text.en.empty()) << one.code << " " << q.code;
        for (const auto& option : q.options) EXPECT_FALSE(option.label.en.empty()) << one.code << " " << q.code;
      }
    EXPECT_EQ(refusal(filled), "") << one.code;
    EXPECT_FALSE(one.source.es.empty() || one.source.en.empty() || one.title.en.empty() || one.intro.en.empty()) << one.code;
  }
  const auto* axs = find_template("axs");
  ASSERT_NE(axs, nullptr);
  const auto* actions = axs->questionnaire.find("actions");
  ASSERT_NE(actions, nullptr) << "R-041: an SDG × action matrix";
  EXPECT_EQ(actions->kind, Kind::matrix);
  EXPECT_EQ(actions->rows.size(), 17U);
}

TEST(Conditions, ShowAQuestionByWhatIsAnsweredAndShown) {
  auto a = question("a", Kind::one, {"x", "y"});
  auto b = question("b", Kind::one, {"x", "y"});
  b.conditions = {{"a", ConditionTest::has, "x"}};
  auto c = question("c", Kind::text);
  c.conditions = {{"b", ConditionTest::has_not, "x"}};
  auto d = question("d", Kind::text);
  d.conditions = {{"a", ConditionTest::has, ""}, {"a", ConditionTest::has_not, "y"}};
  const auto f = form({a, b, c, d});
  const auto chosen = [](const char* option) { return Value{{.option = option}}; };
  EXPECT_EQ(shown(f, {}), (std::set<std::string>{"a", "c"})) << "nothing answered: what is not there has no option";
  EXPECT_EQ(shown(f, {{"a", chosen("x")}}), (std::set<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(shown(f, {{"a", chosen("x")}, {"b", chosen("x")}}), (std::set<std::string>{"a", "b", "d"}));
  EXPECT_EQ(shown(f, {{"a", chosen("y")}, {"b", chosen("x")}}), (std::set<std::string>{"a", "c"}))
      << "an answer to a question that is not shown does not count";
}

std::string told(const std::optional<Message>& message) { return message ? i18n::text(Lang::es, *message) : ""; }

TEST(Reading, TellsWhatIsWrongAndKeepsWhatIsRight) {
  const auto number = question("q", Kind::number);
  const auto money = question("q", Kind::money);
  const auto date = question("q", Kind::date);
  auto other = question("q", Kind::one, {"x", "y"});
  other.other = Other::text;
  const auto ranking = question("q", Kind::ranking, {"x", "y", "z"});
  auto matrix = question("q", Kind::matrix, {"yes", "no"});
  matrix.rows = {{"r1", {"Uno", "", Lang::es}}, {"r2", {"Dos", "", Lang::es}}};
  auto scale = question("q", Kind::scale);
  scale.least = 1, scale.most = 5;
  const auto text = question("q", Kind::text);
  struct Case {
    Question q;
    Typed typed;
    std::string error;
    std::size_t entries;
  };
  for (const auto& at : {
           Case{number, {{"a.q", " 1,320.5 "}}, "", 1},
           Case{number, {{"a.q", "mil"}}, "Escriba un número, por ejemplo 1200 o 3.5.", 0},
           Case{number, {{"a.q", "1.2345"}}, "Escriba un número, por ejemplo 1200 o 3.5.", 0},
           Case{number, {{"a.q", ""}}, "", 0},
           Case{money, {{"a.q", "1320000.50"}}, "", 1},
           Case{date, {{"a.q", "2026-02-30"}}, "Escriba una fecha como 2026-03-31.", 0},
           Case{other, {{"a.q", "x"}, {"a.q", "y"}}, "Elija una sola opción.", 2},
           Case{other, {{"a.q", "z"}}, "Elija entre las opciones que se muestran.", 0},
           Case{other, {{"a.q", "other"}}, "Escriba cuál es la otra opción.", 1},
           Case{other, {{"a.q", "other"}, {"a.q.other", "la nuestra"}}, "", 1},
           Case{ranking, {{"a.q.x", "2"}, {"a.q.z", "1"}}, "", 2},
           Case{ranking, {{"a.q.x", "1"}, {"a.q.z", "1"}}, "Dos opciones tienen el lugar 1: dé a cada una el suyo.", 1},
           Case{ranking, {{"a.q.x", "4"}}, "Los lugares van del 1 al 3.", 0},
           Case{matrix, {{"a.q.r1", "yes"}, {"a.q.r2", "no"}}, "", 2},
           Case{matrix, {{"a.q.r1", "maybe"}}, "Elija entre las opciones que se muestran.", 0},
           Case{scale, {{"a.q", "6"}}, "Elija entre las opciones que se muestran.", 0},
           Case{scale, {{"a.q", "5"}}, "", 1},
           Case{text, {{"a.q", " dos \n renglones "}}, "", 1},
       }) {
    const auto reading = read(at.q, {}, at.typed);
    EXPECT_EQ(told(reading.error), at.error) << at.typed.front().second;
    EXPECT_EQ(reading.value.size(), at.entries) << at.typed.front().second;
  }
  EXPECT_FALSE(told(read(text, {}, {{"a.q", std::string(1'000'000, 'x')}}).error).empty()) << "a megabyte";
  EXPECT_EQ(read(number, {}, {{"a.q", "-1,320.5"}}).value.front().number, -1'320'500);
  EXPECT_EQ(number_text(number, -1'320'500), "-1320.5");
  EXPECT_EQ(read(money, {}, {{"a.q", "12.30"}}).value.front().number, 1230);
}

TEST(Limits, CountWhatWasChosen) {
  auto many = question("q", Kind::many, {"x", "y", "z"});
  many.least = 2, many.most = 2;
  auto number = question("q", Kind::number);
  number.least = 0, number.most = 100'000;
  auto goals = question("q", Kind::sdg);
  goals.most = 1;
  EXPECT_EQ(told(refuses(many, {})), "") << "unanswered is another matter";
  EXPECT_EQ(told(refuses(many, {{.option = "x"}})), "Elija al menos 2 opciones.");
  EXPECT_EQ(told(refuses(many, {{.option = "x"}, {.option = "y"}})), "");
  EXPECT_EQ(told(refuses(many, {{.option = "x"}, {.option = "y"}, {.option = "z"}})), "Elija a lo más 2 opciones.");
  EXPECT_EQ(told(refuses(number, {{.number = 100'001}})), "Escriba 100 o menos.");
  EXPECT_EQ(told(refuses(number, {{.number = -1}})), "Escriba 0 o más.");
  EXPECT_EQ(told(refuses(goals, {{.option = "4"}, {.option = "4.1"}, {.option = "4.7"}})), "") << "targets are not counted";
  EXPECT_EQ(told(refuses(goals, {{.option = "4"}, {.option = "5"}})), "Elija a lo más 1 opción.");
  auto required = question("q", Kind::text);
  required.need = Need::required;
  EXPECT_EQ(told(missing(form({required}), {}).at("q")), "Falta contestar esta pregunta.");
  EXPECT_TRUE(missing(form({required}), {{"q", {{.text = "sí"}}}}).empty());
}

TEST(Orders, AreEachRespondentsOwnAndStay) {
  auto q = question("q", Kind::one, {"a", "b", "c", "d", "e", "f"});
  const auto codes = [&](std::int64_t seed) {
    std::string out;
    for (const auto& choice : in_order(q, seed)) out += choice.code;
    return out;
  };
  EXPECT_EQ(codes(7), "abcdef");
  q.order = OptionOrder::random;
  std::set<std::string> seen;
  for (std::int64_t seed = 1; seed <= 60; ++seed) {
    EXPECT_EQ(codes(seed), codes(seed));
    seen.insert(codes(seed));
  }
  EXPECT_GT(seen.size(), 40U);
}

/// Whatever a form can send comes back from what it became.
TEST(Answers, GoThroughTheirFormUnchanged) {
  std::mt19937 random(20261123);
  const auto any = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
  Offer offer;
  for (int i = 1; i <= 17; ++i) offer.goals.push_back({std::to_string(i), {"ODS", "", Lang::es}});
  for (int round = 0; round < 2000; ++round) {
    auto q = question("q", static_cast<Kind>(any(9)), {"a", "b", "c", "d"});
    if (q.kind == Kind::matrix)
      for (int i = 0; i < 1 + any(5); ++i) q.rows.push_back({"r" + std::to_string(i), {"Fila", "", Lang::es}});
    if (q.kind == Kind::scale) q.least = 1, q.most = 4;
    if ((q.kind == Kind::one || q.kind == Kind::many) && any(1) == 0) q.other = Other::text;
    Typed typed;
    for (const auto& option : offer.of(q)) {
      if (q.kind == Kind::many || q.kind == Kind::sdg)
        if (any(1) == 0) typed.emplace_back("a.q", option.code);
      if (q.kind == Kind::ranking) typed.emplace_back("a.q." + option.code, std::to_string(typed.size() + 1));
    }
    for (const auto& row : q.rows) typed.emplace_back("a.q." + row.code, q.options[static_cast<std::size_t>(any(3))].code);
    if (q.kind == Kind::one) typed.emplace_back("a.q", q.options[static_cast<std::size_t>(any(3))].code);
    if (q.kind == Kind::scale) typed.emplace_back("a.q", std::to_string(1 + any(3)));
    if (q.kind == Kind::number || q.kind == Kind::money)
      typed.emplace_back("a.q", std::to_string(any(999'999)) + "." + std::to_string(any(9)));
    if (q.kind == Kind::date) typed.emplace_back("a.q", Date::parse("2026-01-01")->plus_days(any(900)).text());
    if (q.kind == Kind::text) typed.emplace_back("a.q", "línea " + std::to_string(any(99)) + "\nñandú =1+1 <b>");
    if (q.other == Other::text && q.kind == Kind::many && any(1) == 0)
      typed.emplace_back("a.q", "other"), typed.emplace_back("a.q.other", "otra");
    const auto first = read(q, offer, typed);
    ASSERT_FALSE(first.error) << to_text(q.kind) << " " << told(first.error);
    const auto again = read(q, offer, typed_of(q, first.value));
    ASSERT_FALSE(again.error) << to_text(q.kind) << " " << told(again.error);
    ASSERT_EQ(first.value, again.value) << to_text(q.kind);
    ASSERT_EQ(mark(first.value), mark(again.value));
  }
}

}  // namespace
}  // namespace alianza::surveys
