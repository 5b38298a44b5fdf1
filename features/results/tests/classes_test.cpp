// Classes of numbers and days, by tables of known answers.
#include "features/results/classes.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

namespace alianza::results {
namespace {

surveys::Question asked(surveys::Kind kind) {
  surveys::Question q;
  q.code = "q";
  q.kind = kind;
  return q;
}
std::string codes(const Classes& classes) {
  std::string out;
  for (const auto& part : classes.parts) out += (out.empty() ? "" : " ") + part.code;
  return out;
}
/// Numbers as they are typed, in thousandths.
std::vector<std::int64_t> thousandths(std::initializer_list<double> values) {
  std::vector<std::int64_t> out;
  for (const auto value : values) out.push_back(static_cast<std::int64_t>(value * 1000));
  return out;
}

TEST(NumberClasses, AreTheValuesThemselvesWhenTheyAreFewAndRoundIntervalsElse) {
  const auto number = asked(surveys::Kind::number);
  const auto of = [&](std::initializer_list<double> values) { return codes(round_classes(number, thousandths(values))); };
  EXPECT_EQ(of({}), "");
  EXPECT_EQ(of({3, 1, 3, 2.5}), "1 2.5 3");
  EXPECT_EQ(of({1, 2, 3, 4, 5, 6, 7, 8}), "1 2 3 4 5 6 7 8");
  EXPECT_EQ(of({1, 2, 3, 4, 5, 6, 7, 8, 9}), "0_2 2_4 4_6 6_8 8_10");
  EXPECT_EQ(of({0, 1, 2, 3, 4, 5, 6, 7, 1499}), "0_200 200_400 400_600 600_800 800_1000 1000_1200 1200_1400 1400_1600");
  EXPECT_EQ(of({-3, -2, -1, 0, 1, 2, 3, 4, 5}), "-4_-2 -2_0 0_2 2_4 4_6") << "from zero to both sides";
  EXPECT_EQ(of({0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9}), "0_0.2 0.2_0.4 0.4_0.6 0.6_0.8 0.8_1");
  const auto classes = round_classes(number, thousandths({1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(classes.of(2000), "2_4") << "the lower limit is in";
  EXPECT_EQ(classes.of(1999), "0_2") << "the upper one is not";
  EXPECT_EQ(classes.parts[1].label.es, "De 2 a menos de 4");
  EXPECT_EQ(classes.parts[1].label.en, "2 to under 4");
  const auto money = round_classes(asked(surveys::Kind::money), {1'250'000'00, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_EQ(money.parts.front().label.es, "De 0 a menos de 200,000") << "in pesos";
}

TEST(NumberClasses, AreFourGroupsOfTheAnswersWithEqualValuesTogether) {
  const auto number = asked(surveys::Kind::number);
  const auto quarters = [&](std::initializer_list<double> values) { return quarter_classes(number, thousandths(values)); };
  EXPECT_EQ(codes(quarters({})), "");
  EXPECT_EQ(codes(quarters({7})), "q1");
  EXPECT_EQ(codes(quarters({7, 7, 7, 7, 7})), "q1");
  const auto eight = quarters({8, 1, 2, 3, 4, 5, 6, 7});
  EXPECT_EQ(codes(eight), "q1 q2 q3 q4");
  EXPECT_EQ(eight.tops, thousandths({2, 4, 6, 8}));
  const auto five = quarters({1, 2, 3, 4, 5});
  EXPECT_EQ(five.tops, thousandths({2, 3, 4, 5})) << "a quarter of five is two, rounded up";
  const auto tied = quarters({1, 1, 1, 1, 1, 2, 3, 9});
  EXPECT_EQ(codes(tied), "q1 q3 q4") << "the second quarter's values are all in the first";
  EXPECT_EQ(tied.of(2000), "q3");
  EXPECT_EQ(eight.parts[0].label.es, "Hasta 2");
  EXPECT_EQ(eight.parts[1].label.es, "Más de 2, hasta 4");
}

TEST(NumberClasses, HoldEveryValueOnceAtTheEndsOfWhatCanBeWrittenToo) {
  EXPECT_TRUE(rc::check("each value is in a class, and there are at most eight", [] {
    auto values = *rc::gen::container<std::vector<std::int64_t>>(*rc::gen::inRange(1, 60), rc::gen::arbitrary<std::int64_t>());
    if (*rc::gen::inRange(0, 3) == 0)
      for (const auto end : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()})
        values.push_back(end);
    const auto kind = *rc::gen::element(surveys::Kind::number, surveys::Kind::money);
    for (const auto& classes : {round_classes(asked(kind), values), quarter_classes(asked(kind), values)}) {
      RC_ASSERT(classes.parts.size() == classes.tops.size());
      RC_ASSERT(classes.parts.size() <= static_cast<std::size_t>(most_classes));
      RC_ASSERT(std::is_sorted(classes.tops.begin(), classes.tops.end()));
      for (const auto value : values) RC_ASSERT(!classes.of(value).empty());
    }
  }));
}

TEST(Periods, AreThoseOfTheCalendar) {
  const auto day = *Date::parse("2026-03-31");
  EXPECT_EQ(period_of(day, Period::year).code, "2026");
  EXPECT_EQ(period_of(day, Period::quarter).code, "2026-Q1");
  EXPECT_EQ(period_of(*Date::parse("2026-04-01"), Period::quarter).code, "2026-Q2");
  EXPECT_EQ(period_of(*Date::parse("2026-12-31"), Period::quarter).code, "2026-Q4");
  EXPECT_EQ(period_of(day, Period::month).code, "2026-03");
  EXPECT_EQ(period_of(day, Period::month).label.es, "marzo de 2026");
  EXPECT_EQ(period_of(day, Period::quarter).label.en, "first quarter of 2026");
}

}  // namespace
}  // namespace alianza::results
