#include "features/portal/when.h"

#include <gtest/gtest.h>

namespace alianza::portal {
namespace {

struct Case {
  const char* precision;
  const char* from;
  const char* to;
  const char* es;
  const char* en;
  const char* short_es;
  const char* code;
};

class Dates : public testing::TestWithParam<Case> {};

TEST_P(Dates, say_no_more_than_is_known) {
  const auto& c = GetParam();
  const auto when = parse_when(c.from, c.to, c.precision);
  ASSERT_TRUE(when);
  EXPECT_EQ(in_words(*when, Lang::es), c.es);
  EXPECT_EQ(in_words(*when, Lang::en), c.en);
  EXPECT_EQ(in_short(*when, Lang::es), c.short_es);
  EXPECT_EQ(in_code(*when), c.code);
}

INSTANTIATE_TEST_SUITE_P(
    Precisions, Dates,
    testing::Values(Case{"day", "2016-05-19", "", "19 de mayo de 2016", "19 May 2016", "19 may 2016", "2016-05-19"},
                    Case{"month", "2016-08-31", "", "agosto de 2016", "August 2016", "ago 2016", "2016-08"},
                    Case{"early_month", "2016-05-07", "", "principios de mayo de 2016", "early May 2016",
                         "principios de mayo de 2016", "2016-05"},
                    Case{"quarter", "2018-02-14", "", "primer trimestre de 2018", "first quarter of 2018",
                         "primer trimestre de 2018", "2018-Q1"},
                    Case{"quarter", "2017-12-31", "", "cuarto trimestre de 2017", "fourth quarter of 2017",
                         "cuarto trimestre de 2017", "2017-Q4"},
                    Case{"year", "2013-06-30", "", "2013", "2013", "2013", "2013"},
                    Case{"range", "2016-10-31", "2016-11-04", "31 de octubre a 4 de noviembre de 2016",
                         "31 October to 4 November 2016", "31 oct a 4 nov 2016", "2016-10-31/2016-11-04"},
                    Case{"range", "2017-06-07", "", "desde el 7 de junio de 2017", "from 7 June 2017 on", "desde el 7 jun 2017",
                         "2017-06-07/.."},
                    Case{"month_range", "2014-02-20", "2014-05-02", "febrero a mayo de 2014", "February to May 2014",
                         "feb a may 2014", "2014-02/2014-05"},
                    Case{"month_range", "2017-09-01", "2018-03-31", "septiembre de 2017 a marzo de 2018",
                         "September 2017 to March 2018", "sep 2017 a mar 2018", "2017-09/2018-03"},
                    Case{"communique", "2016-07-06", "", "6 de julio de 2016", "6 July 2016", "6 jul 2016", "2016-07-06"},
                    Case{"undated", "", "", "", "", "", ""}));

TEST(Dates, only_whole_days_are_exact) {
  EXPECT_TRUE(is_exact(*parse_when("2016-05-19", "", "day")));
  EXPECT_TRUE(is_exact(*parse_when("2016-10-31", "2016-11-04", "range")));
  for (const auto* precision : {"month", "early_month", "quarter", "year", "communique", "month_range"})
    EXPECT_FALSE(is_exact(*parse_when("2016-05-19", std::string_view(precision) == "month_range" ? "2016-07-01" : "", precision)))
        << precision;
  EXPECT_FALSE(is_exact(*parse_when("2017-06-07", "", "range")));
}

TEST(Dates, wrong_ones_say_which_field) {
  const auto field = [](const Result<When>& r) { return r ? std::string() : r.error().fields.at(0).field; };
  EXPECT_EQ(field(parse_when("", "", "day")), "from");
  EXPECT_EQ(field(parse_when("2016-02-30", "", "day")), "from");
  EXPECT_EQ(field(parse_when("2016-05-19", "", "month_range")), "to");
  EXPECT_EQ(field(parse_when("2016-05-19", "2016-05-01", "range")), "to");
  EXPECT_EQ(field(parse_when("2016-05-19", "", "sometime")), "precision");
}

TEST(Dates, a_last_day_that_does_not_fit_is_refused_and_never_dropped) {
  const auto field = [](const Result<When>& r) { return r ? std::string() : r.error().fields.at(0).field; };
  for (const auto* precision : {"day", "month", "early_month", "quarter", "year", "communique", "undated"}) {
    const bool undated = std::string_view(precision) == "undated";
    EXPECT_EQ(field(parse_when(undated ? "" : "2016-05-19", "2016-07-01", precision)), "to") << precision;
    EXPECT_EQ(field(parse_when(undated ? "" : "2016-05-19", "mañana", precision)), "to") << precision;
  }
  EXPECT_EQ(field(parse_when("2016-05-19", "", "undated")), "from");
}

}  // namespace
}  // namespace alianza::portal
