#include <gtest/gtest.h>

#include <set>

#include "features/meetings/meetings.h"

namespace alianza::meetings {
namespace {

Date day(const char* text) { return *Date::parse(text); }

Input good() {
  Input i;
  i.title_es = "Lanzamiento";
  i.on = "2026-03-17";
  return i;
}

TEST(MeetingForm, RefusesEachWrongFieldByName) {
  struct Case {
    const char* field;
    void (*spoil)(Input&);
  };
  const Case cases[] = {
      {"kind", [](Input& i) { i.kind = "party"; }},
      {"committee", [](Input& i) { i.kind = "committee"; }},
      {"committee", [](Input& i) { i.kind = "council"; }},
      {"committee", [](Input& i) { i.committee = "energía"; }},
      {"title_es", [](Input& i) { i.title_es = " \n "; }},
      {"title_es", [](Input& i) { i.title_es = "dos\nrenglones"; }},
      {"summary_es", [](Input& i) { i.summary_es = std::string(4001, 'x'); }},
      {"on", [](Input& i) { i.on = "17/03/2026"; }},
      {"on", [](Input& i) { i.on = ""; }},
      {"on", [](Input& i) { i.on = "2026-02-30"; }},
      {"until", [](Input& i) { i.until = "2026-03-16"; }},
      {"until", [](Input& i) { i.until = "2026-05-17"; }},
      {"starts", [](Input& i) { i.starts = "25:00"; }},
      {"starts", [](Input& i) { i.ends = "12:00"; }},
      {"ends", [](Input& i) { i.starts = "10:00", i.ends = "10:00"; }},
      {"link", [](Input& i) { i.link = "http://example.org"; }},
      {"link", [](Input& i) { i.link = "https://"; }},
      {"link", [](Input& i) { i.link = "javascript:alert(1)"; }},
      {"link", [](Input& i) { i.link = "https://example.org/\"onload=x"; }},
      {"link", [](Input& i) { i.link = "https://bank.example@evil.example"; }},
      {"agenda", [](Input& i) { i.agenda = "Bienvenida | 0"; }},
      {"agenda", [](Input& i) { i.agenda = "| 10"; }},
      {"agenda",
       [](Input& i) {
         for (int n = 0; n < 61; ++n) i.agenda += "punto\n";
       }},
  };
  ASSERT_TRUE(parse(good()));
  for (const auto& c : cases) {
    auto input = good();
    c.spoil(input);
    const auto parsed = parse(input);
    ASSERT_FALSE(parsed) << c.field;
    EXPECT_EQ(parsed.error().fields.at(0).field, c.field);
    EXPECT_EQ(parsed.error().fields.size(), 1u) << c.field;
  }
}

TEST(MeetingForm, ReadsAnAgendaOfOneItemALine) {
  struct Case {
    const char* line;
    const char* title;
    std::optional<int> minutes;
  };
  for (const auto& c : {Case{"Bienvenida", "Bienvenida", {}},
                        {"Bienvenida | 10", "Bienvenida", 10},
                        {"A | B", "A | B", {}},
                        {"A | B | 5", "A | B", 5},
                        {"  Cierre  |5", "Cierre", 5}}) {
    const auto items = parse_agenda(std::string("\r\n\n") + c.line + "\n\n");
    ASSERT_TRUE(items) << c.line;
    ASSERT_EQ(items->size(), 1u) << c.line;
    EXPECT_EQ(items->at(0).title, c.title);
    EXPECT_EQ(items->at(0).minutes, c.minutes);
  }
  const auto items = *parse_agenda("Uno | 10\nDos\nTres | 5");
  EXPECT_EQ(agenda_text(items), "Uno | 10\nDos\nTres | 5\n");
  EXPECT_EQ(minutes_of(items), 15);
}

TEST(MeetingForm, ReadsBackWhatItShows) {
  auto input = good();
  input.until = "2026-03-18";
  input.starts = "09:30";
  input.ends = "18:05";
  input.agenda = "Uno | 10\n";
  input.link = "https://video.example.org/sala?id=7#x";
  input.version = "4";
  const auto once = parse(input);
  ASSERT_TRUE(once);
  EXPECT_EQ(once->meeting.precision, Precision::range);
  EXPECT_EQ(once->meeting.sort_on, "2026-03-17T09:30");
  const auto shown = as_input(once->meeting, once->agenda);
  EXPECT_EQ(shown.until, input.until);
  EXPECT_EQ(shown.starts, input.starts);
  EXPECT_EQ(shown.link, input.link);
  EXPECT_EQ(shown.agenda, input.agenda);
  EXPECT_EQ(shown.version, "4");
}

TEST(MeetingForm, KeepsADateThatIsNotExactUnlessOneIsTyped) {
  Meeting before;
  before.on = day("2016-07-06");
  before.precision = Precision::communique;
  before.sort_on = "2016-07-06T00:00";
  before.title.es = "Segunda reunión";
  auto input = as_input(before, {});
  EXPECT_EQ(input.on, "") << "a date of a communiqué must not become the day of the meeting";
  auto parsed = parse(input, &before);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->meeting.precision, Precision::communique);
  EXPECT_EQ(parsed->meeting.sort_on, before.sort_on);
  input.on = "2016-07-01";
  parsed = parse(input, &before);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->meeting.precision, Precision::day);
  EXPECT_EQ(parsed->meeting.sort_on, "2016-07-01T00:00");
}

TEST(MeetingState, ChangesAsTheTableSays) {
  using S = State;
  struct Case {
    S from, to;
    const char* reason;
    bool allowed;
  };
  for (const auto& c : {Case{S::scheduled, S::held, "", true},
                        {S::scheduled, S::cancelled, "", false},
                        {S::scheduled, S::cancelled, "sismo", true},
                        {S::scheduled, S::scheduled, "x", false},
                        {S::held, S::scheduled, "", false},
                        {S::held, S::scheduled, "fue otro día", true},
                        {S::held, S::cancelled, "x", false},
                        {S::held, S::held, "", false},
                        {S::cancelled, S::scheduled, "se repone", true},
                        {S::cancelled, S::held, "", false}})
    EXPECT_EQ(!refuses_state(c.from, c.to, c.reason), c.allowed)
        << to_text(c.from) << " -> " << to_text(c.to) << " '" << c.reason << "'";
}

TEST(Turnout, CountsAnOrganisationOnce) {
  std::vector<Attendance> rows(5);
  for (std::size_t i = 0; i < 5; ++i) rows[i].organization = OrganizationId(i < 3 ? 1 : 2);
  rows[1].person = "Ana";
  rows[2].person = "Luis";
  EXPECT_EQ(turnout(rows).organizations, 2);
  EXPECT_EQ(turnout(rows).persons, 2);
  EXPECT_EQ(turnout({}).organizations, 0);
}

TEST(ReportedCount, KeepsQualifierAndNeedsItsSource) {
  const auto count = parse(CountInput{" 90 ", "more_than", "organizaciones", "organisations", "", "", "capítulo 2", "chapter 2"});
  ASSERT_TRUE(count);
  EXPECT_EQ(count->value, 90);
  EXPECT_EQ(sign(count->qualifier), ">");
  const auto wrong = parse(CountInput{"-1", "many", "", "", "", "", "", ""});
  ASSERT_FALSE(wrong);
  std::set<std::string> fields;
  for (const auto& f : wrong.error().fields) fields.insert(f.field);
  EXPECT_EQ(fields, (std::set<std::string>{"value", "qualifier", "noun_es", "source_es"}));
}

TEST(Words, AreReadBack) {
  for (int i = 0; i < 6; ++i) {
    Kind kind{};
    ASSERT_TRUE(from_text(to_text(static_cast<Kind>(i)), kind));
    EXPECT_EQ(kind, static_cast<Kind>(i));
    EXPECT_FALSE(label(kind).empty());
  }
  for (int i = 0; i < 9; ++i) {
    Precision p{};
    ASSERT_TRUE(from_text(to_text(static_cast<Precision>(i)), p));
    EXPECT_EQ(p, static_cast<Precision>(i));
  }
  for (int i = 0; i < 4; ++i) {
    Qualifier q{};
    ASSERT_TRUE(from_text(to_text(static_cast<Qualifier>(i)), q));
    EXPECT_FALSE(label(q).empty());
  }
}

}  // namespace
}  // namespace alianza::meetings
