#include <gtest/gtest.h>

#include "platform/base/id.h"
#include "platform/base/money.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza {
namespace {

using IdThing = Id<struct ThingTag>;

TEST(Ids, SurviveTheRoundTripThroughText) {
  for (int i = 0; i < 1000; ++i) {
    const auto id = IdThing::make();
    EXPECT_EQ(IdThing::parse(id.text()), id);
    EXPECT_EQ(id.text().size(), 13U);
  }
}

TEST(Ids, GrowWithinOneProcess) {
  auto before = IdThing::make();
  for (int i = 0; i < 10000; ++i) {
    const auto id = IdThing::make();
    ASSERT_GT(id, before);
    before = id;
  }
}

TEST(Ids, AreReadAsPeopleTypeThem) {
  EXPECT_EQ(id_from_text("000000000000o"), 0);
  EXPECT_EQ(id_from_text("000000000000l"), 1);
  EXPECT_EQ(id_from_text("7ZZZZZZZZZZZZ"), 0x7fffffffffffffff);
  for (const auto* bad : {"", "123", "8000000000000", "000000000000U", "0000000000000000", "00000000000 0"})
    EXPECT_FALSE(id_from_text(bad)) << bad;
}

TEST(Time, AnInstantKeepsItsOrderAsText) {
  const auto at = Instant::parse("2024-07-14T18:00:00.000001Z");
  ASSERT_TRUE(at);
  EXPECT_EQ(at->text(), "2024-07-14T18:00:00.000001Z");
  EXPECT_LT(at->text(), (*at + std::chrono::microseconds(1)).text());
  for (const auto* bad :
       {"2024-07-14", "2024-13-14T18:00:00.000001Z", "2024-07-14T24:00:00.000001Z", "2024-07-14T18:00:60.000001Z"})
    EXPECT_FALSE(Instant::parse(bad)) << bad;
}

TEST(Time, MexicoCityHasNoSummerTimeSince2022) {
  const Zone mexico;
  EXPECT_EQ(mexico.offset_text(*Instant::parse("2024-07-14T18:00:00.000000Z")), "-06:00");
  EXPECT_EQ(mexico.offset_text(*Instant::parse("2021-07-14T18:00:00.000000Z")), "-05:00");
  EXPECT_EQ(mexico.civil_of(*Instant::parse("2024-07-14T03:00:00.000000Z")).text(), "2024-07-13T21:00");
}

TEST(Time, AnHourThatDoesNotExistMovesOn) {
  const auto zone = *Zone::parse("America/New_York");
  EXPECT_EQ(zone.instant_of(*CivilTime::parse("2024-03-10T02:30")).text(), "2024-03-10T07:30:00.000000Z");
  EXPECT_EQ(zone.instant_of(*CivilTime::parse("2024-11-03T01:30")).text(), "2024-11-03T05:30:00.000000Z");
  EXPECT_FALSE(Zone::parse("America/Atlantis"));
}

TEST(Time, OnlyRealDaysAreDates) {
  EXPECT_EQ(Date::parse("2024-02-29")->text(), "2024-02-29");
  for (const auto* bad : {"2023-02-29", "2024-2-29", "2024-00-10", "1899-12-31", "29/02/2024", "2024-02-3x"})
    EXPECT_FALSE(Date::parse(bad)) << bad;
}

TEST(Text, FoldsForSearch) {
  EXPECT_EQ(fold("Energía Altozano"), "energia altozano");
  EXPECT_EQ(fold("  ÑANDÚ \t S.A.\n"), "nandu s.a.");
  EXPECT_EQ(fold("Ⅷ ﬁn Straße"), "viii fin strasse");
  EXPECT_EQ(fold(""), "");
}

TEST(Text, RefusesWhatIsNotUtf8) {
  EXPECT_TRUE(is_clean_text("ñ 日本 🎈"));
  EXPECT_FALSE(is_clean_text(std::string_view("a\0b", 3)));
  EXPECT_FALSE(is_clean_text("\xc3\x28"));
  EXPECT_FALSE(is_clean_text("\xed\xa0\x80"));
  EXPECT_FALSE(parse_text("\xff", 10));
  EXPECT_FALSE(parse_text("once letras", 10));
  EXPECT_FALSE(parse_text("dos\nlíneas", 20));
  EXPECT_EQ(*parse_text("\r\n diez letra \u00a0", 10), "diez letra");
}

TEST(Text, FallsBackToTheOriginal) {
  const LocalizedText t{"hola", "", Lang::es};
  EXPECT_EQ(t.in(Lang::en), "hola");
  EXPECT_EQ(t.given(Lang::en), Lang::es);
}

TEST(Text, EmailAddresses) {
  EXPECT_EQ(Email::parse(" Ana@Altozano.example ")->key(), "ana@altozano.example");
  for (const auto* bad : {"", "ana", "@a.mx", "ana@mx", "a@b@c.mx", "a b@c.mx", "a@c..mx", "a@.mx", "a<x@c.mx"})
    EXPECT_FALSE(Email::parse(bad)) << bad;
}

TEST(Money, IsReadAndWrittenInItsOwnUnits) {
  const auto mxn = *Currency::parse("MXN");
  EXPECT_EQ(Money::parse("1,320,000.50", mxn)->minor(), 132000050);
  EXPECT_EQ(Money::parse("1320000.5", mxn)->amount_text(), "1,320,000.50");
  EXPECT_EQ(Money::parse("7", *Currency::parse("JPY"))->minor(), 7);
  EXPECT_EQ(Money::parse("7", *Currency::parse("KWD"))->minor(), 7000);
  for (const auto* bad : {"", "-1", "1,32", "1,320,00", ",320", "1.", ".5", "1.005", "1e6", "$5", "1234567890123456"})
    EXPECT_FALSE(Money::parse(bad, mxn)) << bad;
}

TEST(Money, IsWrittenAtEveryEndOfItsRange) {
  const struct {
    std::int64_t minor;
    const char* currency;
    const char* text;
  } rows[] = {{0, "MXN", "0"},
              {1, "MXN", "0.01"},
              {-1, "MXN", "-0.01"},
              {-100, "MXN", "-1"},
              {-123456, "MXN", "-1,234.56"},
              {-5, "JPY", "-5"},
              {-1, "KWD", "-0.001"},
              {INT64_MAX, "MXN", "92,233,720,368,547,758.07"},
              {INT64_MIN, "MXN", "-92,233,720,368,547,758.08"},
              {INT64_MIN, "JPY", "-9,223,372,036,854,775,808"},
              {INT64_MIN, "KWD", "-9,223,372,036,854,775.808"}};
  for (const auto& row : rows) EXPECT_EQ(Money(row.minor, *Currency::parse(row.currency)).amount_text(), row.text);
}

TEST(Money, DoesNotMixCurrenciesOrOverflow) {
  const Money a(5, *Currency::parse("MXN"));
  EXPECT_FALSE(a.plus(Money(5, *Currency::parse("USD"))));
  EXPECT_FALSE(a.plus(Money(INT64_MAX, *Currency::parse("MXN"))));
  EXPECT_EQ(a.plus(a)->minor(), 10);
  EXPECT_FALSE(Currency::parse("XXX"));
}

}  // namespace
}  // namespace alianza
