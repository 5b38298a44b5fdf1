#include "platform/i18n/format.h"

#include <gtest/gtest.h>

namespace alianza::i18n {
namespace {

Date day(const char* text) { return Date::parse(text).value(); }

TEST(Formats, WriteADayInBothLanguages) {
  const auto d = day("2026-03-17");
  EXPECT_EQ(short_date(Lang::es, d), "17 mar 2026");
  EXPECT_EQ(short_date(Lang::en, d), "17 Mar 2026");
  EXPECT_EQ(full_date(Lang::es, d), "17 de marzo de 2026");
  EXPECT_EQ(full_date(Lang::en, d), "17 March 2026");
  EXPECT_EQ(weekday_date(Lang::es, d), "martes 17 de marzo");
  EXPECT_EQ(weekday_date(Lang::en, d), "Tuesday 17 March");
  EXPECT_EQ(date_time(Lang::es, {d, 600}), "17 mar 2026, 10:00");
}

TEST(Formats, SayOnceWhatBothEndsOfARangeShare) {
  EXPECT_EQ(date_range(Lang::es, day("2016-10-31"), day("2016-11-04")), "31 de octubre a 4 de noviembre de 2016");
  EXPECT_EQ(date_range(Lang::en, day("2016-10-31"), day("2016-11-04")), "31 October to 4 November 2016");
  EXPECT_EQ(date_range(Lang::es, day("2016-11-04"), day("2016-11-08")), "4 a 8 de noviembre de 2016");
  EXPECT_EQ(date_range(Lang::es, day("2016-12-30"), day("2017-01-02")), "30 de diciembre de 2016 a 2 de enero de 2017");
  EXPECT_EQ(date_range(Lang::es, day("2016-11-04"), day("2016-11-04")), "4 de noviembre de 2016");
}

TEST(Formats, CountDaysFromToday) {
  const auto today = day("2026-03-17");
  EXPECT_EQ(relative_days(Lang::es, today, today), "hoy");
  EXPECT_EQ(relative_days(Lang::es, today.plus_days(-1), today), "ayer");
  EXPECT_EQ(relative_days(Lang::es, today.plus_days(-4), today), "hace 4 días");
  EXPECT_EQ(relative_days(Lang::es, today.plus_days(3), today), "en 3 días");
  EXPECT_EQ(relative_days(Lang::en, today.plus_days(-4), today), "4 days ago");
  EXPECT_EQ(relative_days(Lang::en, today.plus_days(1), today), "tomorrow");
}

TEST(Formats, SayADateAsPreciselyAsItIsKnown) {
  const auto d = day("2016-05-01");
  const struct {
    Precision precision;
    const char* es;
    const char* en;
  } cases[] = {{Precision::early_month, "principios de mayo de 2016", "early May 2016"},
               {Precision::month, "mayo de 2016", "May 2016"},
               {Precision::month_range, "mayo a julio de 2016", "May to July 2016"},
               {Precision::quarter, "segundo trimestre de 2016", "second quarter of 2016"},
               {Precision::year, "2016", "2016"},
               {Precision::undated, "sin fecha", "no date"}};
  for (const auto& c : cases) {
    EXPECT_EQ(known_date(Lang::es, c.precision, d, day("2016-07-01")), c.es);
    EXPECT_EQ(known_date(Lang::en, c.precision, d, day("2016-07-01")), c.en);
  }
}

TEST(Formats, KeepTheQualifierOfAFigure) {
  EXPECT_EQ(figure(Qualifier::more_than, 90), ">90");
  EXPECT_EQ(figure(Qualifier::at_least, 60), "≥60");
  EXPECT_EQ(figure(Qualifier::approx, 50), "≈50");
  EXPECT_EQ(figure(Qualifier::exact, 1320), "1,320");
  EXPECT_EQ(figure_in_words(Lang::es, Qualifier::more_than, 90), "más de 90");
  EXPECT_EQ(figure_in_words(Lang::en, Qualifier::approx, 50), "about 50");
}

TEST(Formats, NeverRoundAPartToTheWhole) {
  EXPECT_EQ(share(Lang::es, 61, 100), "61\u00a0%");
  EXPECT_EQ(share(Lang::en, 61, 100), "61%");
  EXPECT_EQ(share(Lang::en, 999, 1000), "99%");
  EXPECT_EQ(share(Lang::en, 1, 1000), "1%");
  EXPECT_EQ(share(Lang::en, 0, 0), "0%");
}

TEST(Formats, WriteMoneyWithItsCurrency) {
  EXPECT_EQ(money(Lang::es, Money(132000000, Currency())), "$1,320,000\u00a0MXN");
  EXPECT_EQ(money(Lang::es, Money(150, Currency::parse("JPY").value())), "150\u00a0JPY");
}

TEST(Formats, JoinWithAndAsPeopleDo) {
  const std::string energy[] = {"agua", "energía", "inversión"};
  EXPECT_EQ(join(Lang::es, energy), "agua, energía e inversión");
  EXPECT_EQ(join(Lang::en, energy), "agua, energía and inversión");
  const std::string cold[] = {"agua", "hielo"};
  EXPECT_EQ(join(Lang::es, cold), "agua y hielo");
  const std::string daughter[] = {"madre", "hija"};
  EXPECT_EQ(join(Lang::es, daughter), "madre e hija");
  EXPECT_EQ(join(Lang::es, std::span<const std::string>{}), "");
}

}  // namespace
}  // namespace alianza::i18n
