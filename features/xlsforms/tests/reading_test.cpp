// What of an XLSForm becomes a questionnaire, and what is told, cell by cell.
#include <chrono>

#include "features/surveys/questionnaire.h"
#include "features/xlsforms/expressions.h"
#include "features/xlsforms/tests/forms.h"
#include "platform/i18n/i18n.h"

namespace alianza::xlsforms {
namespace {

using surveys::ConditionTest;
using surveys::Kind;
using surveys::Need;

const std::string heads =
    "type|name|label::Español (es)|label::English (en)|required|constraint|relevant|parameters|appearance\n";
const std::string yes_no = "list_name|name|label::es|label::en\nyn|yes|Sí|Yes\nyn|no|No|No\nyn|maybe|Tal vez|Maybe\n";

TEST(Reading, KnowsTheTypesOfTheHouse) {
  struct Case {
    const char* row;
    Kind kind;
    const char* told;
  };
  for (const auto& c : {Case{"text|q|Q", Kind::text, ""},
                        {"string|q|Q", Kind::text, ""},
                        {"note|q|Q", Kind::note, ""},
                        {"decimal|q|Q", Kind::number, ""},
                        {"integer|q|Q", Kind::number, "changed:survey!A2"},
                        {"date|q|Q", Kind::date, ""},
                        {"file|q|Q", Kind::file, ""},
                        {"select_one yn|q|Q", Kind::one, ""},
                        {"select one from yn|q|Q", Kind::one, ""},
                        {"select_one yn or_other|q|Q", Kind::one, ""},
                        {"Select_Multiple yn|q|Q", Kind::many, ""},
                        {"select all that apply from yn or specify other|q|Q", Kind::many, ""},
                        {"rank yn|q|Q", Kind::ranking, ""},
                        {"range|q|Q||||| start=0 end=10 step=1", Kind::scale, ""},
                        {"range|q|Q|||||start=0 end=100", Kind::number, "changed:survey!H2"},
                        {"phone number|q|Q", Kind::text, "changed:survey!A2"}}) {
    const auto reading = read_text(heads + c.row + "\nselect_one yn|last|Última\n", yes_no);
    EXPECT_EQ(told(reading), c.told) << c.row;
    const auto* q = reading.form.questionnaire.find("q");
    ASSERT_NE(q, nullptr) << c.row;
    EXPECT_EQ(q->kind, c.kind) << c.row;
    EXPECT_TRUE(reading.is_good()) << c.row;
  }
}

TEST(Reading, NamesByCellWhatItDoesNotKeep) {
  struct Case {
    const char* rows;
    const char* told;
  };
  const std::string wide = "type|name|label|calculation|default|appearance|choice_filter|label::French|extra\n";
  for (const auto& c : {Case{"calculate|c||1+1\ntext|q|Q\n", "left_out:survey!A2"},
                        {"geopoint|g|Where\ntext|q|Q\n", "left_out:survey!A2"},
                        {"text|q|Q||hola\n", "left_out:survey!E2"},
                        {"text|q|Q|||multiline\n", "left_out:survey!F2"},
                        {"begin repeat|r|R\ntext|a|A\nend repeat\ntext|q|Q\n", "left_out:survey!A2 left_out:survey!A3"},
                        {"begin group|g|G\nbegin group|h|H\ntext|a|A\nend group\nend group\n", "changed:survey!A3"},
                        {"text|q|Q|||||Quoi\n", "left_out:survey!H1"},
                        {"text|q|Q||||||x\n", "left_out:survey!I1"},
                        {"text|q|Di ${name}\n", "changed:survey!C2"},
                        {"text|Q-1|Q\n", "changed:survey!B2"},
                        {"text|q|\n", "changed:survey!B2"},
                        {"|||comment\ntext|q|Q\n", "left_out:survey!D2"},
                        {"start|start\nend|end\ntext|q|Q\n", "left_out:survey!A2 left_out:survey!A3"}}) {
    const auto reading = read_text(wide + c.rows, {}, "default_language\nEspañol (es)\n");
    EXPECT_EQ(told(reading), c.told) << c.rows;
    EXPECT_TRUE(reading.is_good()) << c.rows;
  }
}

TEST(Reading, RefusesByCellWhatCannotBe) {
  struct Case {
    const char* rows;
    const char* told;
  };
  for (const auto& c : {Case{"telepathy|q|Q\ntext|a|A\n", "wrong:survey!A2"},
                        {"select_one nowhere|q|Q\n", "wrong:survey!A2 wrong:survey!B2"},
                        {"select_one|q|Q\ntext|a|A\n", "wrong:survey!A2"},
                        {"text||Q\ntext|a|A\n", "wrong:survey!B2"},
                        {"text|1q|Q\n", "wrong:survey!B2"},
                        {"text|q|Q\ntext|q|Otra\n", "wrong:survey!B3"},
                        {"begin group|g|G\ntext|q|Q\n", "wrong:survey!A2"},
                        {"text|q|Q\nend group\n", "wrong:survey!A3"},
                        {"begin group|g|G\ntext|q|Q\nend repeat\nend group\n", "wrong:survey!A4"},
                        {"|q|Q\ntext|a|A\n", "wrong:survey!B2"},
                        {"decimal|q|Q|||. >= 5 and . <= 3\n", "wrong:survey!B2"},
                        {"note|n|Nada\n", "wrong:survey!A1"}}) {
    const auto reading = read_text(heads + c.rows, yes_no);
    std::string wrong;
    for (const auto& f : reading.findings)
      if (f.outcome == Outcome::wrong)
        wrong += (wrong.empty() ? "" : " ") + ("wrong:" + f.sheet) + (f.cell().empty() ? "" : "!" + f.cell());
    EXPECT_EQ(wrong, c.told) << c.rows;
  }
  EXPECT_EQ(told(read_text("label\nx\n")), "wrong:survey!1 wrong:survey!1");
  EXPECT_EQ(told(read_text("type|name|Name\ntext|q|Q\n")), "wrong:survey!C1");
  EXPECT_EQ(told(read({})), "wrong:survey");
  EXPECT_EQ(told(read_text("type|name|label::es\nselect_one a|q|Q\n", "list_name|name|label::es\na|x|X\na|x|Y\n|z|Z\na||W\n")),
            "wrong:choices!B3 wrong:choices!A4 wrong:choices!B5");
}

TEST(Reading, TakesLimitsFromConstraints) {
  using Limit = std::optional<std::int64_t>;
  struct Case {
    const char* type;
    const char* constraint;
    Limit least;
    Limit most;
    bool is_whole;
  };
  for (const auto& c : {Case{"decimal", ". >= 0 and . <= 10.5", 0, 10500, true},
                        {"decimal", "0 <= . and 7 >= .", 0, 7000, true},
                        {"decimal", ". > 0", std::nullopt, std::nullopt, false},
                        {"integer", ". > 0 and . < 10", 1000, 9000, true},
                        {"decimal", ". >= -5", -5000, std::nullopt, true},
                        {"decimal", ". >= 0.0001", std::nullopt, std::nullopt, false},
                        {"decimal", ". <= ${other}", std::nullopt, std::nullopt, false},
                        {"text", "string-length(.) <= 200", std::nullopt, 200, true},
                        {"text", "string-length(.) < 20", std::nullopt, 19, true},
                        {"text", "string-length(.) > 20", std::nullopt, std::nullopt, false},
                        {"text", "regex(., '[a-z]+')", std::nullopt, std::nullopt, false},
                        {"select_multiple yn", "count-selected(.) >= 1 and count-selected(.) <= 2", 1, 2, true},
                        {"select_multiple yn", "count-selected(.) = 2", 2, 2, true},
                        {"rank yn", "count-selected(.) >= 2", 2, std::nullopt, true},
                        {"date", ". > today()", std::nullopt, std::nullopt, false}}) {
    const auto reading = read_text(heads + c.type + "|q|Q|||" + c.constraint + "\n", yes_no);
    const auto* q = reading.form.questionnaire.find("q");
    ASSERT_NE(q, nullptr) << c.constraint;
    EXPECT_EQ(q->least, c.least) << c.constraint;
    EXPECT_EQ(q->most, c.most) << c.constraint;
    EXPECT_EQ(told(reading).find("!F2") == std::string::npos, c.is_whole) << c.constraint << ": " << told(reading);
  }
}

TEST(Reading, TakesConditionsThatTheHouseHas) {
  struct Case {
    const char* relevant;
    const char* expected;  // "q has yes", or "" when it is told
  };
  const std::string rows =
      "select_one yn|one|Una\nselect_multiple yn|many|Varias\ntext|words|Texto\nrange|steps|Escala|||||end=5\n";
  for (const auto& c : {Case{"${one} = 'yes'", "one has yes"},
                        {"'yes' = ${one}", "one has yes"},
                        {"${one}='yes'", "one has yes"},
                        {"${one} != 'yes'", "one has_not yes"},
                        {"selected(${one}, \"no\")", "one has no"},
                        {"selected(${many}, 'yes')", "many has yes"},
                        {"not(selected(${many}, 'yes'))", "many has_not yes"},
                        {"${words} != ''", "words has "},
                        {"${words} = ''", "words has_not "},
                        {"string-length(${words}) > 0", "words has "},
                        {"${steps} = 3", "steps has 3"},
                        {"${one} = 'yes' and selected(${many}, 'no')", "one has yes, many has no"},
                        {"(${one} = 'yes') and (${words} != '')", "one has yes, words has "},
                        {"${one} = 'yes' or ${one} = 'no'", ""},
                        {"${many} = 'yes'", ""},
                        {"${steps} > 3", ""},
                        {"${one} = 'elsewhere'", ""},
                        {"${nobody} = 'yes'", ""},
                        {"${last} != ''", ""},
                        {"${one} = ‘yes’", ""},
                        {"today() > 3 and", ""}}) {
    const auto reading = read_text(heads + rows + "text|last|Q||||" + c.relevant + "\n", yes_no);
    std::string found;
    for (const auto& condition : reading.form.questionnaire.find("last")->conditions)
      found += (found.empty() ? "" : ", ") + condition.question + " " + std::string(surveys::to_text(condition.test)) + " " +
               condition.option;
    EXPECT_EQ(found, c.expected) << c.relevant;
    EXPECT_EQ(told(reading).empty(), *c.expected != '\0') << c.relevant << ": " << told(reading);
  }
}

TEST(Reading, MakesMatricesOfTables) {
  const auto table =
      read_text(heads +
                    "begin_group|m|Matriz||||||table-list\nselect_one yn|a|Fila A||yes\nselect_one yn|b|Fila B||yes\nend_group\n"
                    "text|why|¿Por qué?||||${a} = 'yes' or ${b} = 'yes'\n"
                    "text|why_not|¿Por qué no?||||${a} != 'yes' and ${b} != 'yes'\n"
                    "text|partly|¿Y en parte?||||${a} = 'yes'\n",
                yes_no);
  EXPECT_EQ(told(table), "left_out:survey!G8");
  const auto* m = table.form.questionnaire.find("m");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->kind, Kind::matrix);
  EXPECT_EQ(m->need, Need::required);
  ASSERT_EQ(m->rows.size(), 2u);
  EXPECT_EQ(m->rows[1].code, "b");
  EXPECT_EQ(m->options.size(), 3u);
  EXPECT_EQ(table.form.questionnaire.find("why")->conditions.front().option, "yes");
  EXPECT_EQ(table.form.questionnaire.find("why_not")->conditions.front().test, ConditionTest::has_not);
  const auto bare =
      read_text(heads +
                    "begin_group|g|Grupo\nselect_one yn|head|Matriz||||||label\nselect_one yn|a|A||||||list-nolabel\n"
                    "select_one yn|b|B||||||list-nolabel\nend_group\n",
                yes_no);
  EXPECT_EQ(told(bare), "");
  ASSERT_NE(bare.form.questionnaire.find("head"), nullptr);
  EXPECT_EQ(bare.form.questionnaire.find("head")->rows.size(), 2u);
}

TEST(Reading, GivesTheConditionOfAGroupToItsQuestions) {
  const auto reading =
      read_text(heads +
                    "select_one yn|go|¿Sigue?\nbegin group|more|Más||||${go} = 'yes'\ntext|a|A\ntext|b|B||||${a} != ''\n"
                    "end group\n",
                yes_no);
  EXPECT_EQ(told(reading), "");
  const auto& form = reading.form.questionnaire;
  ASSERT_EQ(form.sections.size(), 2u);
  EXPECT_EQ(form.sections[1].title.es, "Más");
  EXPECT_EQ(form.find("a")->conditions.size(), 1u);
  EXPECT_EQ(form.find("b")->conditions.size(), 2u);
}

TEST(Reading, KeepsBothLanguagesAndTellsWhatIsMissing) {
  const auto both = read_text("type|name|label|label::English\ntext|q|Nombre|Name\n", {}, "default_language\nEspañol\n");
  EXPECT_EQ(told(both), "");
  EXPECT_EQ(both.form.questionnaire.find("q")->text, (LocalizedText{"Nombre", "Name", Lang::es}));
  const auto english = read_text("type|name|label\ntext|q|Name\n", {}, "default_language\nEnglish (en)\n");
  EXPECT_EQ(told(english), "changed:survey!C1");
  EXPECT_EQ(english.form.questionnaire.find("q")->text, (LocalizedText{"Name", "Name", Lang::es}));
  const auto unsaid = read_text("type|name|label\ntext|q|Name\n");
  EXPECT_EQ(told(unsaid), "changed:survey!C1");
  const auto french = read_text("type|name|label::French (fr)|label::Deutsch\ntext|q|Nom|Name\n");
  EXPECT_EQ(told(french), "changed:survey!C1 left_out:survey!D1");
  EXPECT_EQ(french.form.questionnaire.find("q")->text.es, "Nom");
}

TEST(Reading, EndsSoonWhateverItsSize) {
  // Names alike, one within another, each waiting for the one before: thousands of them.
  std::string rows = "type|name|label::es|relevant\n";
  std::string options = "list_name|name|label::es\n";
  for (int i = 0; i < 4000; ++i) {
    const auto before = i == 0 ? std::string() : "${Q." + std::to_string(i - 1) + "} != ''";
    rows += "begin group|g" + std::to_string(i) + "|G|" + before + "\ntext|Q." + std::to_string(i) + "|Q|" + before +
            "\ntext|same|S\nend group\n";
    options += "l|" + std::string(static_cast<std::size_t>(i % 50 + 1), '!') +
               std::string(static_cast<std::size_t>(i / 50), '?') + "|Opción\n";
  }
  const auto began = std::chrono::steady_clock::now();
  const auto reading = read_text(rows, options);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(20));
  EXPECT_FALSE(reading.is_good());
  EXPECT_EQ(reading.form.questionnaire.questions().size(), 8000u);
}

TEST(Reading, SpeaksTheLanguageOfThePerson) {
  const auto reading = read_text(heads + "telepathy|q|Q\n");
  ASSERT_FALSE(reading.findings.empty());
  const auto& finding = reading.findings.front();
  EXPECT_EQ(finding.cell(), "A2");
  EXPECT_EQ(finding.said, "telepathy");
  EXPECT_NE(i18n::text(Lang::es, finding.message), i18n::text(Lang::en, finding.message));
  EXPECT_EQ((Finding{Outcome::wrong, "s", 7, 28, "", {}}.cell()), "AB7");
}

TEST(Expressions, AreOnlyThoseThatAreWhole) {
  for (const auto* good : {"${a} = 'x'", "(((. > 3)))", "selected(${a},'b') and not(selected(${a}, 'c'))", "f()", ".>=-3.5"})
    EXPECT_TRUE(parse_expression(good)) << good;
  for (const auto* bad : {"", "${a", "'x", "a b", "1 + 2", "(1", "f(1", "${a} = ", "and", "../x", "= 3"})
    EXPECT_FALSE(parse_expression(bad)) << bad;
  EXPECT_FALSE(parse_expression(std::string(100'000, '(')));
  EXPECT_FALSE(parse_expression(std::string(5'000, '(') + "1" + std::string(5'000, ')')));
}

TEST(FormIds, AreWhatOtherProgramsTake) {
  for (const auto& [title, id] :
       {std::pair{"¿Qué hacemos?", "que_hacemos"}, {"2026: plan", "encuesta_2026_plan"}, {"", "encuesta"}, {"…", "encuesta"}})
    EXPECT_EQ(form_id(title), id);
}

}  // namespace
}  // namespace alianza::xlsforms
