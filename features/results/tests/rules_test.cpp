// Rules of result books without a database: rounding, places, what members do not see, cross tables, what is typed.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>

#include "features/results/book.h"
#include "features/results/cross.h"
#include "features/results/results.h"

namespace alianza::results {
namespace {

Question question_of(Kind kind, std::initializer_list<const char*> options) {
  Question q;
  q.code = "q";
  q.kind = kind;
  for (const auto* option : options) q.options.push_back({option, {option, {}, Lang::es}});
  return q;
}

Table counted(Kind kind, const std::vector<std::pair<const char*, std::int64_t>>& counts, std::int64_t answered) {
  Question q = question_of(kind, {});
  Counts c;
  c.answered = answered;
  for (const auto& [code, n] : counts) {
    q.options.push_back({code, {code, {}, Lang::es}});
    c.chosen[{"", code}] = n;
  }
  return make_table(q, q.options, c);
}

std::string places(const Table& table) {
  std::string out;
  for (const auto& line : table.lines)
    out +=
        (out.empty() ? "" : " ") + line.code + ":" + (line.place ? std::to_string(*line.place) : "-") + (line.is_tied ? "=" : "");
  return out;
}

TEST(ResultRules, RoundPerCentsHalfUpAndMeansAwayFromZero) {
  EXPECT_EQ(percent_of(55, 90), 61);
  EXPECT_EQ(percent_of(1, 8), 13);
  EXPECT_EQ(percent_of(0, 3), 0);
  EXPECT_EQ(percent_of(0, 0), std::nullopt);
  EXPECT_EQ(rounded(5, 2), 3);
  EXPECT_EQ(rounded(-5, 2), -3);
  EXPECT_EQ(rounded(Wide{INT64_MAX} * 3, 3), INT64_MAX);
}

TEST(ResultRules, GivePlacesWithTies) {
  EXPECT_EQ(places(counted(Kind::many, {{"a", 3}, {"b", 7}, {"c", 3}, {"d", 1}, {"e", 0}}, 9)), "b:1 a:2= c:2= d:4 e:5");
  EXPECT_EQ(places(counted(Kind::one, {{"a", 2}, {"b", 2}}, 4)), "a:1= b:1=");
  // Targets stand after the goals, with places of their own; what nobody named is left out.
  EXPECT_EQ(places(counted(Kind::sdg, {{"4", 2}, {"4.1", 1}, {"4.2", 0}, {"7", 5}}, 5)), "7:1 4:2 4.1:1");
}

TEST(ResultRules, RankByPointsAndTellFirstsAndMeanPlace) {
  const auto q = question_of(Kind::ranking, {"a", "b", "c"});
  Counts c;
  c.answered = 3;
  // a: 1, 1, 3; b: 2, 2; c: 1, 2, 2 of three who answered.
  c.ranks = {{"a", {{1, 2}, {3, 1}}}, {"b", {{2, 2}}}, {"c", {{1, 1}, {2, 2}}}};
  c.chosen = {{{"", "a"}, 3}, {{"", "b"}, 2}, {{"", "c"}, 3}};
  const auto table = make_table(q, q.options, c);
  EXPECT_EQ(places(table), "a:1= c:1= b:3");
  EXPECT_EQ(table.lines[0].points, 7);
  EXPECT_EQ(table.lines[0].firsts, 2);
  EXPECT_EQ(table.lines[0].mean_place, 167);
  EXPECT_EQ(table.lines[2].points, 4);
  EXPECT_EQ(table.lines[2].percent(), 67);
}

TEST(ResultRules, GiveMeanAndMedianExactly) {
  const auto numbers = [](std::vector<std::int64_t> all) {
    Counts c;
    c.answered = static_cast<std::int64_t>(all.size());
    c.numbers = std::move(all);
    return make_table(question_of(Kind::number, {}), {}, c).numbers;
  };
  const auto n = numbers({4000, 1000, 1000, 2001});
  EXPECT_EQ(n->mean, 2000);    // 2000.25
  EXPECT_EQ(n->median, 1501);  // 1500.5
  EXPECT_EQ(n->least, 1000);
  EXPECT_EQ(n->most, 4000);
  EXPECT_EQ(numbers({-1, -2})->median, -2);
  EXPECT_EQ(numbers({INT64_MAX, INT64_MAX, INT64_MAX})->mean, INT64_MAX);
  EXPECT_EQ(numbers({}), std::nullopt);
}

TEST(ResultRules, KeepOptionsThatAreNoLongerOffered) {
  auto q = question_of(Kind::one, {"a"});
  Counts c;
  c.answered = 3;
  c.chosen = {{{"", "a"}, 1}, {{"", "gone"}, 2}};
  EXPECT_EQ(places(make_table(q, q.options, c)), "gone:1 a:2");
  Questionnaire newest{{{{"Una", {}, Lang::es}, {}, {q}}}};
  auto older = newest;
  older.sections[0].questions[0].options.push_back({"gone", {"Se fue", {}, Lang::es}});
  older.sections[0].questions.push_back(question_of(Kind::text, {}));
  older.sections[0].questions.back().code = "left";
  const auto all = merged(newest, {&older});
  EXPECT_EQ(all.find("q")->option("gone")->label.es, "Se fue");
  EXPECT_NE(all.find("left"), nullptr);
}

std::string seen_by_members(const Table& table) {
  std::string out;
  for (const auto& line : for_members(table, table.answered).lines)
    out += (out.empty() ? "" : " ") + line.code + ":" + (line.is_hidden ? "?" : std::to_string(line.n));
  return out;
}

TEST(ResultRules, HideSmallCellsFromMembersAlsoByDifference) {
  // One hidden part of a whole would follow from the others: the next smallest is hidden too.
  EXPECT_EQ(seen_by_members(counted(Kind::one, {{"a", 20}, {"b", 9}, {"c", 2}}, 31)), "a:20 b:? c:?");
  EXPECT_EQ(seen_by_members(counted(Kind::one, {{"a", 20}, {"b", 9}, {"c", 0}, {"d", 1}}, 30)), "a:20 b:? c:? d:?");
  EXPECT_EQ(seen_by_members(counted(Kind::one, {{"a", 20}, {"b", 9}}, 29)), "a:20 b:9");
  // Of options that do not exclude each other, those that nearly all chose say who did not.
  EXPECT_EQ(seen_by_members(counted(Kind::many, {{"a", 29}, {"b", 12}, {"c", 4}}, 30)), "b:12 a:? c:?");
  EXPECT_EQ(seen_by_members(counted(Kind::organization, {{"x", 8}, {"y", 1}}, 20)), "x:8");
  const auto few = for_members(counted(Kind::one, {{"a", 3}, {"b", 1}}, 4), 4);
  EXPECT_TRUE(few.is_hidden);
  EXPECT_TRUE(few.lines.empty());
}

TEST(ResultRules, NeverLetMembersWorkOutWhatIsHidden) {
  EXPECT_TRUE(
      rc::check("hidden parts of a whole are several and add up to no small cell", [](const std::vector<unsigned char>& given) {
        std::vector<std::pair<const char*, std::int64_t>> counts;
        static const char* const codes[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < given.size() && i < 8; ++i) {
          counts.emplace_back(codes[i], given[i] % 16);
          sum += given[i] % 16;
        }
        RC_PRE(sum >= least_cell && counts.size() > 1);
        const auto table = for_members(counted(Kind::one, counts, sum), sum);
        std::int64_t shown = 0;
        std::int64_t hidden = 0;
        for (const auto& line : table.lines) {
          RC_ASSERT(line.is_hidden || line.n >= least_cell);
          RC_ASSERT(!line.is_hidden || (line.n == 0 && !line.place));
          hidden += line.is_hidden ? 1 : 0;
          shown += line.n;
        }
        RC_ASSERT(hidden == 0 || (hidden >= 2 && sum - shown >= least_cell));
      }));
}

TEST(ResultRules, HideExtremesFirstPlacesAndNearlyEverybody) {
  Counts c;
  c.answered = 9;
  c.shown = 10;
  c.numbers = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  const auto table = for_members(make_table(question_of(Kind::number, {}), {}, c), 30);
  EXPECT_TRUE(table.hides_answered) << "one was shown it and did not answer";
  EXPECT_EQ(table.shown, 10);
  EXPECT_EQ(table.answered, 0);
  EXPECT_FALSE(table.numbers) << "the digits of a mean of whole numbers tell of how many it is";
  c.shown = 9;
  const auto whole = for_members(make_table(question_of(Kind::number, {}), {}, c), 30);
  EXPECT_EQ(whole.numbers->mean, 5);
  EXPECT_FALSE(whole.numbers->least);
  EXPECT_FALSE(whole.numbers->most);
  EXPECT_EQ(whole.answered, 9);
}

/// What is printed of a table: who sees it may subtract whatever they like.
struct Told {
  std::int64_t asked = 0;
  std::optional<std::int64_t> answered;
  std::vector<Line> lines;
};
Told told(const Table& table) {
  return {*table.shown, table.hides_answered ? std::nullopt : std::optional(table.answered), table.lines};
}

TEST(ResultRules, NeverLetAFewEmptyAnswersBeWorkedOut) {
  const auto at = [](std::initializer_list<std::pair<const char*, std::int64_t>> counts, std::int64_t answered,
                     std::int64_t asked, Kind kind = Kind::one) {
    auto table = counted(kind, counts, answered);
    table.shown = asked;
    return for_members(table, asked);
  };
  // 2 of 20 left it empty: neither the total nor the sum of what is seen gives them.
  const auto two = at({{"a", 10}, {"b", 8}}, 18, 20);
  EXPECT_TRUE(two.hides_answered);
  EXPECT_FALSE(two.lines[0].is_hidden);
  EXPECT_EQ(two.lines[0].percent(), 50) << "of the twenty";
  EXPECT_TRUE(two.lines[1].is_hidden);
  EXPECT_FALSE(at({{"a", 10}, {"b", 10}}, 20, 20).hides_answered) << "nobody left it empty";
  EXPECT_FALSE(at({{"a", 8}, {"b", 7}}, 15, 20).hides_answered) << "five did, which is no small figure";
  EXPECT_TRUE(at({{"a", 9}, {"b", 12}}, 18, 20, Kind::many).hides_answered);
  EXPECT_TRUE(rc::check("what is told of a question leaves a few empty ones among five or more", [] {
    const auto sizes = *rc::gen::container<std::vector<int>>(*rc::gen::inRange(1, 7), rc::gen::inRange(0, 14));
    static const char* const codes[] = {"a", "b", "c", "d", "e", "f"};
    std::vector<std::pair<const char*, std::int64_t>> counts;
    std::int64_t answered = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      counts.emplace_back(codes[i], sizes[i]);
      answered += sizes[i];
    }
    const std::int64_t empty = *rc::gen::inRange(0, 9);
    auto table = counted(Kind::one, counts, answered);
    table.shown = answered + empty;
    table = for_members(table, answered + empty);
    if (table.is_hidden) return;
    const auto seen = told(table);
    std::int64_t rest = seen.asked;
    bool is_some_hidden = false;
    for (const auto& line : seen.lines) {
      rest -= line.n;
      is_some_hidden = is_some_hidden || line.is_hidden;
      RC_ASSERT(line.is_hidden || line.n >= least_cell);
      RC_ASSERT(line.of == 0 || line.of == seen.answered.value_or(seen.asked));
    }
    if (seen.answered) {
      RC_ASSERT(empty == 0 || empty >= least_cell);
      rest -= seen.asked - *seen.answered;
      RC_ASSERT(!is_some_hidden || rest >= least_cell);
    } else {
      RC_ASSERT(is_some_hidden && rest >= least_cell);
    }
  }));
}

TEST(ResultRules, HideWhoLeftOneRowOfAMatrixEmpty) {
  auto q = question_of(Kind::matrix, {"yes", "no"});
  q.rows = {{"water", {"Agua", {}, Lang::es}}, {"energy", {"Energía", {}, Lang::es}}};
  Counts c;
  c.answered = 20;
  c.shown = 20;
  c.chosen = {{{"water", "yes"}, 12}, {{"water", "no"}, 8}, {{"energy", "yes"}, 11}, {{"energy", "no"}, 6}};
  const auto table = for_members(make_table(q, q.options, c), 20);
  EXPECT_FALSE(table.hides_answered);
  for (const auto& line : table.lines) {
    EXPECT_EQ(line.is_hidden, line.row == "energy" && line.code == "no");
    EXPECT_EQ(line.of, 20) << "seventeen would tell that three left that row empty";
  }
}

TEST(ResultRules, CrossTwoVariables) {
  const auto set = [](std::initializer_list<std::size_t> members) {
    Set out(100);
    for (const auto i : members) out.add(i);
    return out;
  };
  const Variable rows{"r", {"R", {}, Lang::es}, {{"a", {}}, {"b", {}}}, Variable::Part::whole, "r", {}};
  const Variable columns{"c", {"C", {}, Lang::es}, {{"x", {}}, {"y", {}}, {"z", {}}}, Variable::Part::whole, "c", {}};
  const Parted in_rows{set({0, 1, 2, 70}), {{"a", set({0, 1, 70})}, {"b", set({1, 2})}}};
  const Parted in_columns{set({0, 1, 70, 99}), {{"x", set({0, 70})}, {"y", set({1, 99})}}};
  const auto table = cross(rows, in_rows, columns, in_columns, Set::full(100), Share::row);
  EXPECT_EQ(table.kept, 100);
  EXPECT_EQ(table.n, 3) << "who is in a part of both: 0, 1 and 70";
  EXPECT_EQ(table.rows[0].n, 3);
  EXPECT_EQ(table.rows[0].cells, (std::vector<std::int64_t>{2, 1, 0}));
  EXPECT_EQ(table.rows[0].percent[0], 67);
  EXPECT_EQ(table.rows[1].n, 1);
  EXPECT_EQ(table.column_n, (std::vector<std::int64_t>{2, 1, 0}));
  EXPECT_EQ(cross(rows, in_rows, columns, in_columns, set({1}), Share::all).rows[1].percent[1], 100);
}

TEST(ResultRules, PartAMatrixByRowsAndByColumns) {
  auto q = question_of(Kind::matrix, {"yes", "no"});
  q.rows = {{"water", {"Agua", {}, Lang::es}}};
  Questionnaire form{{{{}, {}, {q, question_of(Kind::text, {})}}}};
  std::string codes;
  for (const auto& variable : variables(form, {})) codes += variable.code + " ";
  EXPECT_EQ(codes, "q.column.yes q.column.no q.row.water ");
}

TEST(ResultRules, ReadTheConsensus) {
  const auto today = *Date::parse("2026-05-01");
  ConsensusInput input{"2026-04-30", "", "Cinco comités.", {"7", "4", "4"}, "Agua\n\n  Economía circular ", "", "0"};
  const auto made = parse(input, today);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->themes, (std::vector<Theme>{{4, ""}, {7, ""}, {0, "Agua"}, {0, "Economía circular"}}));
  EXPECT_EQ(made->edition, 1);
  const auto again = as_input(*made);
  EXPECT_EQ(again.goals, (std::vector<std::string>{"4", "7"}));
  EXPECT_EQ(again.themes, "Agua\nEconomía circular");
  const auto wrong = [&](auto&& change) {
    auto typed = input;
    change(typed);
    const auto result = parse(typed, today);
    return result ? std::string("done") : result.error().fields.front().field;
  };
  EXPECT_EQ(wrong([](auto& i) { i.agreed_on = "2026-05-02"; }), "agreed_on");
  EXPECT_EQ(wrong([](auto& i) { i.goals = {"18"}; }), "goals");
  EXPECT_EQ(wrong([](auto& i) { i.goals = {}, i.themes = " \n"; }), "done") << "nothing becomes a committee";
  EXPECT_EQ(wrong([](auto& i) { i.themes = "Agua\nagüa"; }), "themes");
  EXPECT_EQ(wrong([](auto& i) { i.text = " "; }), "text");
  EXPECT_EQ(wrong([](auto& i) { i.edition = "1"; }), "correction");
  EXPECT_EQ(wrong([](auto& i) { i.meeting = "x"; }), "meeting");
}

}  // namespace
}  // namespace alianza::results
