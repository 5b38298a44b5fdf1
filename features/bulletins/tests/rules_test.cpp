// The rules of bulletins, by tables.
#include <gtest/gtest.h>

#include "features/bulletins/access.h"
#include "features/bulletins/bulletins.h"

namespace alianza::bulletins {
namespace {

Instant at(const char* text) { return *Instant::parse(text); }

Input good() {
  Input i;
  i.title_es = "Título";
  i.body_es = "Texto";
  return i;
}

TEST(Rules, SayEveryFieldThatIsWrong) {
  struct Case {
    const char* what;
    void (*change)(Input&);
    Nature nature;
    const char* field;
  };
  for (const auto& c :
       {Case{"good", [](Input&) {}, Nature::first, ""},
        {"no title", [](Input& i) { i.title_es = " "; }, Nature::first, "title_es"},
        {"no text", [](Input& i) { i.body_es = ""; }, Nature::first, "body_es"},
        {"long title", [](Input& i) { i.title_en = std::string(201, 'x'); }, Nature::first, "title_en"},
        {"kind", [](Input& i) { i.kind = "rumour"; }, Nature::first, "kind"},
        {"day", [](Input& i) { i.publish_on = "mañana"; }, Nature::first, "publish_on"},
        {"time alone", [](Input& i) { i.publish_time = "10:00"; }, Nature::first, "publish_time"},
        {"time", [](Input& i) { i.publish_on = "2026-05-01", i.publish_time = "25:00"; }, Nature::first, "publish_time"},
        {"correction of nothing", [](Input&) {}, Nature::correction, "correction_es"},
        {"correction", [](Input& i) { i.correction_es = "La cifra"; }, Nature::correction, ""}}) {
    auto input = good();
    c.change(input);
    const auto parsed = parse(input, c.nature);
    if (*c.field == '\0') {
      EXPECT_TRUE(parsed) << c.what;
      continue;
    }
    ASSERT_FALSE(parsed) << c.what;
    EXPECT_EQ(parsed.error().fields.front().field, c.field) << c.what;
  }
}

TEST(Rules, PublishAtACivilHourAndNeverBeforeTheApproval) {
  const Zone mexico;
  struct Case {
    const char* day;
    const char* time;
    const char* approved;
    const char* published;
  };
  // Mexico City has had no summer time since 2022: always six hours behind.
  for (const auto& c : {Case{"", "", "2026-07-01T15:00:00.000000Z", "2026-07-01T15:00:00.000000Z"},
                        {"2026-07-02", "08:30", "2026-07-01T15:00:00.000000Z", "2026-07-02T14:30:00.000000Z"},
                        {"2026-07-02", "", "2026-07-01T15:00:00.000000Z", "2026-07-02T15:00:00.000000Z"},
                        {"2026-06-30", "08:30", "2026-07-01T15:00:00.000000Z", "2026-07-01T15:00:00.000000Z"}}) {
    auto input = good();
    input.publish_on = c.day;
    input.publish_time = c.time;
    const auto parsed = parse(input, Nature::first);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(publication(parsed->edition, mexico, at(c.approved)).text(), c.published) << c.day;
  }
}

TEST(Rules, TheLastEditionPublishedIsTheCurrentOne) {
  std::vector<Edition> editions(3);
  for (int i = 0; i < 3; ++i) editions[static_cast<std::size_t>(i)].number = i + 1;
  editions[0].published_at = at("2026-03-01T00:00:00.000000Z");
  editions[1].published_at = at("2026-03-05T00:00:00.000000Z");
  Bulletin b;
  const auto number = [&](const char* now) {
    const auto* e = told_on(b, editions, at(now));
    return e == nullptr ? 0 : e->number;
  };
  EXPECT_EQ(number("2026-02-28T23:59:59.000000Z"), 0);
  EXPECT_EQ(number("2026-03-01T00:00:00.000000Z"), 1);
  EXPECT_EQ(number("2026-03-06T00:00:00.000000Z"), 2);
  b.withdrawn_at = at("2026-03-02T00:00:00.000000Z");
  EXPECT_EQ(number("2026-03-06T00:00:00.000000Z"), 1);
  b.withdrawn_at = at("2026-02-01T00:00:00.000000Z");
  EXPECT_EQ(number("2026-03-06T00:00:00.000000Z"), 0);
}

TEST(Rules, AnotherPersonApproves) {
  membership::Standing secretariat;
  secretariat.offices = {auth::Role::secretariat};
  membership::Standing legal;
  legal.offices = {auth::Role::legal};
  EXPECT_TRUE(may(Action::approve, secretariat, Writer::no));
  EXPECT_FALSE(may(Action::approve, secretariat, Writer::yes));
  EXPECT_FALSE(may(Action::approve, legal, Writer::no));
  EXPECT_FALSE(may(Action::keep, legal));
}

}  // namespace
}  // namespace alianza::bulletins
