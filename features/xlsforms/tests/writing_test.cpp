// Export → import → export is identical: of templates, of any questionnaire of the house, as cells and as bytes.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "features/surveys/templates.h"
#include "features/xlsforms/tests/forms.h"

namespace alianza::xlsforms {
namespace {

using surveys::Choice;
using surveys::Condition;
using surveys::ConditionTest;
using surveys::Kind;
using surveys::Need;
using surveys::OptionOrder;
using surveys::Other;
using surveys::Question;

const bool child_is_named = [] {
  documents::set_child_program(ALIANZA_WORKBOOK_CHILD);
  return true;
}();

Form template_form(const surveys::Template& from) {
  Form form;
  form.id = form_id(from.title.es);
  form.version = "1";
  form.title = from.title;
  form.intro = from.intro;
  form.answered_by = from.answered_by;
  form.questionnaire = from.questionnaire;
  for (auto& section : form.questionnaire.sections)
    for (auto& q : section.questions)
      if (q.options.empty() && (q.kind == Kind::one || q.kind == Kind::many || q.kind == Kind::ranking))
        q.options = {{"c1", {"Comité de agua", "Water committee", Lang::es}}, {"c2", {"Comité de energía", "", Lang::es}}};
  return form;
}

bool same(const std::vector<Choice>& a, const std::vector<Choice>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Choice& x, const Choice& y) { return x.code == y.code && x.label == y.label; });
}
/// What differs first, in words.
std::string difference(const Question& a, const Question& b) {
  if (a.code != b.code) return "code " + a.code + " " + b.code;
  if (a.kind != b.kind) return a.code + " kind";
  if (a.text != b.text || a.hint != b.hint) return a.code + " text";
  if (a.need != b.need) return a.code + " need";
  if (a.least != b.least || a.most != b.most) return a.code + " limits";
  if (a.other != b.other || a.order != b.order) return a.code + " other or order";
  if (a.currency != b.currency || a.depth != b.depth) return a.code + " currency or depth";
  if (!same(a.options, b.options) || !same(a.rows, b.rows)) return a.code + " options";
  const auto equal = [](const Condition& x, const Condition& y) {
    return x.question == y.question && x.test == y.test && x.option == y.option;
  };
  if (!std::equal(a.conditions.begin(), a.conditions.end(), b.conditions.begin(), b.conditions.end(), equal))
    return a.code + " conditions";
  return {};
}
std::string difference(const Form& a, const Form& b) {
  if (a.id != b.id || a.version != b.version || a.title != b.title || a.intro != b.intro || a.answered_by != b.answered_by)
    return "heading";
  const auto& one = a.questionnaire.sections;
  const auto& other = b.questionnaire.sections;
  if (one.size() != other.size()) return "sections";
  for (std::size_t s = 0; s < one.size(); ++s) {
    if (one[s].title != other[s].title || one[s].intro != other[s].intro) return "section " + one[s].title.es;
    if (one[s].questions.size() != other[s].questions.size()) return "questions of " + one[s].title.es;
    for (std::size_t q = 0; q < one[s].questions.size(); ++q)
      if (auto found = difference(one[s].questions[q], other[s].questions[q]); !found.empty()) return found;
  }
  return {};
}

TEST(Templates, ComeBackAsTheyWentInCellsAndInBytes) {
  for (const auto& from : surveys::templates()) {
    const auto form = template_form(from);
    const auto book = write(form);
    ASSERT_TRUE(book) << from.code;
    const auto bytes = documents::write_book(book->sheets);
    EXPECT_EQ(bytes, documents::write_book(book->sheets)) << from.code;
    const auto opened = open_book(bytes);
    ASSERT_TRUE(opened) << from.code;
    EXPECT_EQ(opened->sheets, book->sheets) << from.code;
    const auto reading = read(*opened);
    EXPECT_EQ(told(reading), "") << from.code;
    EXPECT_EQ(difference(form, reading.form), "") << from.code;
    const auto again = write(reading.form);
    ASSERT_TRUE(again);
    EXPECT_EQ(documents::write_book(again->sheets), bytes) << from.code;
  }
}

// ---- Any questionnaire of the house.

rc::Gen<std::string> any_text() {
  static const std::vector<std::string> pieces{"agua", "ñandú",    " ",       "¿Qué?", "a|b", "\"", "'", "<b>",
                                               "&",    "=1+1",     "_x0041_", "\n",    "10",  "∑",  "%", "{1}",
                                               "${q}", "selected", "#",       "yes",   "and", "🙂"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                      [](const std::vector<std::string>& words) {
                        std::string out;
                        for (std::size_t i = 0; i < words.size() && i < 6; ++i) out += words[i];
                        return trim(out);
                      });
}
rc::Gen<std::string> some_text() {
  return rc::gen::map(any_text(), [](std::string text) { return text.empty() ? std::string("x") : std::move(text); });
}
LocalizedText label() { return {*some_text(), *any_text(), Lang::es}; }

template <class E>
E one_of(std::initializer_list<E> values) {
  return *rc::gen::elementOf(std::vector<E>(values));
}
bool yes() { return one_of({true, false}); }

std::vector<Choice> choices(int least) {
  static const std::vector<std::string> codes{"a",  "b_1", "1",    "17",
                                              "no", "yes", "meta", "long_code_of_a_choice_with_forty_signs_x"};
  std::vector<Choice> out;
  const auto count = *rc::gen::inRange(least, static_cast<int>(codes.size()) + 1);
  for (int i = 0; i < count; ++i) out.push_back({codes[static_cast<std::size_t>(i)], label()});
  return out;
}

void limit(Question& q, std::int64_t low, std::int64_t high) {
  if (yes()) q.least = *rc::gen::inRange(low, high + 1);
  if (yes())
    q.most = *rc::gen::inRange(std::max(q.least.value_or(low), std::int64_t{1}), std::max(high, q.least.value_or(low)) + 2);
}

Question any_question(int number) {
  Question q;
  q.code = one_of<std::string>({"q", "data", "1", "meta", "section_1", "q_2_row"}) + "_" + std::to_string(number);
  if (number == 0 && yes()) q.code = one_of<std::string>({"meta", "data", "9", "section_1", "sdg_goals"});
  q.kind = one_of({Kind::one, Kind::many, Kind::ranking, Kind::scale, Kind::matrix, Kind::number, Kind::money, Kind::date,
                   Kind::text, Kind::sdg, Kind::organization, Kind::file, Kind::note});
  q.text = label();
  q.hint = yes() ? LocalizedText{} : label();
  q.need = one_of({Need::required, Need::optional});
  q.other = one_of({Other::none, Other::none, Other::text});
  q.order = one_of({OptionOrder::written, OptionOrder::random});
  q.currency = one_of<std::string>({"MXN", "USD", "JPY"});
  const bool has_options = q.kind == Kind::one || q.kind == Kind::many || q.kind == Kind::ranking || q.kind == Kind::matrix;
  if (has_options || one_of({true, false, false})) q.options = choices(1);
  if (q.kind == Kind::matrix || one_of({true, false, false, false})) q.rows = choices(1);
  if (q.kind == Kind::sdg) q.depth = one_of({0, 1});
  switch (q.kind) {
    case Kind::scale: q.least = one_of<std::int64_t>({0, 1}), q.most = *q.least + *rc::gen::inRange(1, 11); break;
    case Kind::many:
    case Kind::ranking: limit(q, 0, static_cast<std::int64_t>(q.options.size())); break;
    case Kind::sdg:
    case Kind::organization: limit(q, 1, 5); break;
    case Kind::text:
      if (yes()) q.most = *rc::gen::inRange(1, 4001);
      break;
    case Kind::number:
    case Kind::money: limit(q, -5000, 100'000); break;
    default: break;
  }
  return q;
}

/// On what came before: an option that it has, or any answer.
void add_condition(Question& q, const std::vector<const Question*>& before) {
  std::vector<const Question*> asked;
  for (const auto* one : before)
    if (one->is_asked()) asked.push_back(one);
  if (asked.empty()) return;
  const auto* on = *rc::gen::elementOf(asked);
  Condition condition{on->code, one_of({ConditionTest::has, ConditionTest::has_not}), {}};
  std::vector<std::string> options{""};
  const bool chooses = on->kind == Kind::one || on->kind == Kind::many || on->kind == Kind::ranking || on->kind == Kind::matrix;
  if (chooses)
    for (const auto& option : on->options) options.push_back(option.code);
  if (on->kind == Kind::scale) options.push_back(std::to_string(*on->most));
  if (on->kind == Kind::sdg) options.emplace_back("4.7");
  if (on->kind == Kind::organization) options.emplace_back("01J8ZQ");
  if (on->other == Other::text && (on->kind == Kind::one || on->kind == Kind::many)) options.emplace_back(surveys::other_code);
  condition.option = *rc::gen::elementOf(options);
  q.conditions.push_back(std::move(condition));
}

Form any_form() {
  Form form;
  form.id = "f";
  form.version = *any_text();
  form.title = {*some_text(), *any_text(), Lang::es};
  form.intro = {*any_text(), *any_text(), Lang::es};
  form.answered_by = one_of({surveys::Respondent::organization, surveys::Respondent::person, surveys::Respondent::anonymous});
  const auto sections = *rc::gen::inRange(1, 4);
  int number = 0;
  for (int s = 0; s < sections; ++s) {
    form.questionnaire.sections.push_back({label(), yes() ? label() : LocalizedText{}, {}});
    const auto questions = *rc::gen::inRange(1, 5);
    for (int i = 0; i < questions; ++i) {
      auto q = any_question(number++);
      const auto before = form.questionnaire.questions();
      for (int c = *rc::gen::inRange(0, 3); c > 0; --c) add_condition(q, before);
      form.questionnaire.sections.back().questions.push_back(std::move(q));
    }
  }
  return form;
}

RC_GTEST_PROP(Forms, ComeBackAsTheyWent, ()) {
  const auto form = any_form();
  RC_PRE(surveys::check(form.questionnaire).has_value());
  const auto book = write(form);
  RC_ASSERT(book.has_value());
  const auto reading = read(*book);
  RC_LOG() << told(reading) << "\n";
  RC_ASSERT(told(reading).empty());
  RC_ASSERT(difference(form, reading.form) == "");
  const auto again = write(reading.form);
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->sheets == book->sheets);
}

TEST(Books, KeepTheirCellsAsTheyAre) {
  const std::vector<documents::BookSheet> sheets{
      {"survey", {{1, {"type", "name"}}, {2, {"=1+1", "_x0041_", "", "línea 1\nlínea 2"}}, {5, {"", "007"}}}},
      {"choices", {{1, {"list_name"}}}},
      {"otra", {{1, {"x"}}}}};
  const auto bytes = documents::write_book(sheets);
  const auto read = documents::read_book(bytes, {"survey", "CHOICES"}, {});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->sheets.size(), 2u);
  EXPECT_EQ(read->sheets[0], sheets[0]);
  EXPECT_EQ(read->sheets[1], sheets[1]);
  EXPECT_EQ(read->others, std::vector<std::string>{"otra"});
}

TEST(Books, OfASingleSheetAreReadWhateverItsName) {
  const auto read = documents::read_book(documents::write_book({{"Hoja1", {{1, {"type"}}}}}), {"survey"}, {});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->sheets.size(), 1u);
  EXPECT_EQ(read->sheets[0].name, "Hoja1");
  EXPECT_FALSE(documents::read_book("type,name\ntext,q\n", {"survey"}, {}));
}

}  // namespace
}  // namespace alianza::xlsforms
