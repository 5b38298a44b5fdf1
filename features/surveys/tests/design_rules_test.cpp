// Rules of the designer without a database: lines become options, kinds keep what fits, versions are compared and united.
#include <gtest/gtest.h>

#include "features/surveys/designer.h"
#include "features/surveys/versions.h"
#include "platform/i18n/i18n.h"

namespace alianza::surveys {
namespace {

Question asked(std::string code, Kind kind, std::vector<std::string> options = {}) {
  Question q;
  q.code = std::move(code);
  q.kind = kind;
  q.text = {"¿" + q.code + "?", "", Lang::es};
  for (auto& option : options) q.options.push_back({option, {"Opción " + option, "", Lang::es}});
  return q;
}
Questionnaire one_section(std::vector<Question> questions) { return {{{{"Sección", "", Lang::es}, {}, std::move(questions)}}}; }
std::string said(const Message& m) { return i18n::text(Lang::es, m); }
std::string first_error(const Error& error) { return error.fields.front().field + ": " + said(error.fields.front().message); }

QuestionInput typed(const std::string& kind, const std::string& options) {
  QuestionInput i;
  i.kind = kind;
  i.text_es = "¿Qué ODS le importan más?";
  i.options = options;
  return i;
}

TEST(OptionLines, GiveCodesAndBothLanguages) {
  const auto q =
      parse(typed("many", "si | Sí | Yes\nno | No\nTal vez\n\nAgua y saneamiento\nAgua y saneamiento\na\\|b"), {"que"}).value();
  EXPECT_EQ(q.code, "que_ods_le_importan_mas");
  std::vector<std::string> codes;
  for (const auto& option : q.options) codes.push_back(option.code);
  EXPECT_EQ(codes, (std::vector<std::string>{"si", "no", "tal_vez", "agua_y_saneamiento", "agua_y_saneamiento_2", "ab"}));
  EXPECT_EQ(q.options[0].label, (LocalizedText{"Sí", "Yes", Lang::es}));
  EXPECT_EQ(q.options[5].label.es, "a|b");
  EXPECT_EQ(parse(as_input(q), {}).value().options[5].label.es, "a|b") << "what a form shows comes back the same";
  EXPECT_EQ(mark(parse(as_input(q), {}).value()), mark(q));
}

TEST(OptionLines, AreRefusedByTheirNumber) {
  struct Case {
    std::string lines, says;
  };
  std::string many;
  for (int i = 0; i < 101; ++i) many += "Opción " + std::to_string(i) + "\n";
  for (const auto& at : {
           Case{"", "options: Escriba al menos una, en su renglón."},
           Case{"a | A\na | B", "options: Renglón 2: el código a está dos veces."},
           Case{"A B | Texto", "options: Renglón 1: «A B» no sirve de código: letras minúsculas, cifras y guion bajo."},
           Case{"other | Otra", "options: Renglón 1: «other» no sirve de código: letras minúsculas, cifras y guion bajo."},
           Case{"uno\na | ", "options: Renglón 2: escriba su texto, de 500 caracteres a lo más."},
           Case{"a | b | c | d", "options: Renglón 1: tiene más de tres partes separadas por barras."},
           Case{std::string(1'000'000, 'x'), "options: Renglón 1: escriba su texto, de 500 caracteres a lo más."},
           Case{many, "options: Son más de 100; quite algunas."},
       }) {
    const auto q = parse(typed("one", at.lines), {});
    ASSERT_FALSE(q) << at.says;
    EXPECT_EQ(first_error(q.error()), at.says);
  }
}

TEST(AQuestionAsTyped, TellsEachWrongFieldInItsUnit) {
  auto i = typed("money", "");
  i.least = "1,320,000.50";
  i.most = "2";
  EXPECT_EQ(first_error(parse(i, {}).error()), "most: El máximo es menor que el mínimo.");
  i.most.clear();
  EXPECT_EQ(parse(i, {}).value().least, 132000050);
  i.currency = "pesos";
  EXPECT_EQ(parse(i, {}).error().fields.front().field, "currency");
  i = typed("number", "");
  i.least = "3.5";
  EXPECT_EQ(parse(i, {}).value().least, 3500);
  i.code = "taken";
  EXPECT_EQ(first_error(parse(i, {"taken"}).error()), "code: Otra pregunta tiene ese código.");
  i.code = "Mal código";
  EXPECT_EQ(parse(i, {}).error().fields.front().field, "code");
  i.text_es = std::string(1'000'000, 'x');
  EXPECT_EQ(parse(i, {}).error().fields.front().field, "text_es");
}

TEST(AnotherKind, KeepsWhatFitsAndSaysWhatIsLost) {
  auto q = asked("q", Kind::many, {"a", "b"});
  q.least = 1;
  q.other = Other::text;
  EXPECT_EQ(as_kind(q, Kind::ranking).options.size(), 2U);
  EXPECT_EQ(as_kind(q, Kind::ranking).least, 1);
  const auto lost = lost_as(q, Kind::text);
  ASSERT_EQ(lost.size(), 3U);
  EXPECT_EQ(said(lost[0]), "Se perderían 2 opciones.");
  EXPECT_EQ(said(lost[1]), "Se perdería «Otra», con su texto.");
  EXPECT_EQ(said(lost[2]), "Se perderían sus límites.");
  EXPECT_TRUE(lost_as(q, Kind::many).empty());
  EXPECT_EQ(as_kind(q, Kind::scale).most, 5);
}

TEST(ACondition, OnALaterQuestionIsRefused) {
  auto a = asked("a", Kind::text);
  a.conditions = {{"b", ConditionTest::has, ""}};
  const auto done = check(one_section({a, asked("b", Kind::text)}));
  ASSERT_FALSE(done);
  EXPECT_EQ(first_error(done.error()), "a: La pregunta a depende de la pregunta b, que viene después.");
}

TEST(ARemovedQuestion, TakesItsConditionsOrItsDependentsAlong) {
  auto b = asked("b", Kind::one, {"x"});
  b.conditions = {{"a", ConditionTest::has, ""}};
  auto c = asked("c", Kind::text);
  c.conditions = {{"b", ConditionTest::has, "x"}};
  const auto form = one_section({asked("a", Kind::text), b, c});
  ASSERT_EQ(dependents_of(form, {"a"}).size(), 1U);
  auto released = form;
  ASSERT_TRUE(remove_question(released, "a", Dependents::release));
  EXPECT_EQ(released.questions().size(), 2U);
  EXPECT_TRUE(released.find("b")->conditions.empty());
  auto removed = form;
  ASSERT_TRUE(remove_question(removed, "a", Dependents::remove));
  EXPECT_TRUE(removed.questions().empty()) << "and what depended on b";
  EXPECT_FALSE(remove_question(removed, "a", Dependents::release));
}

TEST(AQuestion, MovesThroughSectionsAndTakesItsNewCodeAlong) {
  auto b = asked("b", Kind::text);
  b.conditions = {{"a", ConditionTest::has, ""}};
  auto form = one_section({asked("a", Kind::text), b});
  form.sections.push_back({{"Otra", "", Lang::es}, {}, {}});
  ASSERT_TRUE(move_question(form, "b", Way::down));
  EXPECT_EQ(form.sections[1].questions.front().code, "b");
  ASSERT_TRUE(move_question(form, "b", Way::down)) << "at the end it stays";
  ASSERT_TRUE(put_question(form, "a", asked("first", Kind::text), 0));
  EXPECT_EQ(form.find("b")->conditions.front().question, "first");
  ASSERT_TRUE(put_question(form, "first", asked("first", Kind::text), 1));
  EXPECT_TRUE(form.sections[0].questions.empty());
  EXPECT_FALSE(move_section(form, 0, Way::up));
  ASSERT_TRUE(move_section(form, 0, Way::down));
  EXPECT_EQ(form.sections[0].title.es, "Otra");
}

TEST(Differences, AreToldInWords) {
  auto before = one_section({asked("a", Kind::one, {"x", "y"}), asked("gone", Kind::text)});
  auto changed = asked("a", Kind::one, {"y", "z"});
  changed.text.es = "¿Otra cosa?";
  changed.need = Need::required;
  auto fresh = asked("new", Kind::text);
  fresh.conditions = {{"a", ConditionTest::has, "z"}};
  const auto after = one_section({changed, fresh});
  std::vector<std::string> words;
  for (const auto& one : differences(before, after, Lang::es)) words.push_back(said(one.words));
  EXPECT_EQ(words, (std::vector<std::string>{"«¿a?» dice ahora «¿Otra cosa?».", "«¿Otra cosa?»: ahora es obligatoria.",
                                             "«¿Otra cosa?»: se agregó «Opción z».", "«¿Otra cosa?»: se quitó «Opción x».",
                                             "Se agregó la pregunta «¿new?».", "Se quitó la pregunta «¿gone?»."}));
  EXPECT_TRUE(differences(before, before, Lang::es).empty());
}

TEST(WhatWasAnswered, KeepsItsMeaning) {
  auto money = asked("m", Kind::money);
  auto scale = asked("s", Kind::scale);
  scale.least = 1, scale.most = 5;
  const std::map<std::string, Question> known{{"a", asked("a", Kind::one, {"x"})}, {"m", money}, {"s", scale}};
  money.currency = "USD";
  scale.most = 10;
  const auto form = one_section({asked("a", Kind::many, {"x"}), money, scale});
  EXPECT_TRUE(keeps_meaning(known, {}, form)) << "nothing was answered";
  const auto refused = keeps_meaning(known, {"a", "m", "s"}, form);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.size(), 3U);
  EXPECT_EQ(said(refused.error().fields[0].message),
            "La pregunta a ya tiene respuestas: para cambiar su tipo, dele otro código.");
}

TEST(ADraft, CarriesOverWhatStillFits) {
  const auto chosen = [](const char* option) { return Entry{.option = option}; };
  EXPECT_EQ(fitting(asked("q", Kind::many, {"a"}), {chosen("a"), chosen("b")}), (Value{chosen("a")}));
  EXPECT_EQ(fitting(asked("q", Kind::one, {"a", "b"}), {chosen("a"), chosen("b")}), Value()) << "it was answered as another kind";
  auto matrix = asked("q", Kind::matrix, {"x"});
  matrix.rows = {{"r", {"Fila", "", Lang::es}}};
  EXPECT_EQ(fitting(matrix, {{.row = "r", .option = "x"}, {.row = "gone", .option = "x"}}).size(), 1U);
  EXPECT_TRUE(fitting(asked("q", Kind::number), {chosen("a")}).empty());
  EXPECT_EQ(fitting(asked("q", Kind::text), {{.text = "Hola"}}).size(), 1U);
}

TEST(Versions, UniteByFirstAppearance) {
  auto renamed = asked("a", Kind::one, {"z", "y"});
  renamed.options[1].label.es = "Y nueva";
  const auto whole = united({one_section({asked("a", Kind::one, {"x", "y"}), asked("b", Kind::text)}),
                             one_section({asked("new", Kind::text), renamed})});
  std::vector<std::string> codes;
  for (const auto* q : whole.questions()) codes.push_back(q->code);
  EXPECT_EQ(codes, (std::vector<std::string>{"a", "b", "new"}));
  ASSERT_EQ(whole.find("a")->options.size(), 3U);
  EXPECT_EQ(whole.find("a")->options[1].label.es, "Y nueva");
  EXPECT_EQ(whole.find("a")->options[2].code, "z");
}

TEST(Translations, ListEveryTextAndTakeItsEnglish) {
  auto form = one_section({asked("a", Kind::one, {"x"})});
  const auto fields = translation_fields(form.sections[0]);
  ASSERT_EQ(fields.size(), 3U);
  EXPECT_EQ(fields[2].name, "option.a.x");
  ASSERT_TRUE(translate_section(form, 0, {{"option.a.x", "Option x"}, {"title", " Section "}}));
  EXPECT_EQ(form.sections[0].questions[0].options[0].label.en, "Option x");
  EXPECT_EQ(form.sections[0].title.en, "Section");
  EXPECT_FALSE(translate_section(form, 0, {{"title", std::string(300, 'x')}}));
}

}  // namespace
}  // namespace alianza::surveys
