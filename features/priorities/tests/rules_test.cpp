// The map by counting, without a database: who wants what, who is told, what exists already.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "features/priorities/convergence.h"

namespace alianza::priorities {
namespace {

const Date today = *Date::parse("2026-03-02");

Priority priority(const std::string& code, int weight = 3) {
  Priority p;
  p.id = PriorityId::make();
  p.framework = "sdg";
  p.code = code;
  p.goals.add(goal_of_theme(theme_of(code)));
  if (code.find('.') != std::string::npos) p.theme = theme_of(code);
  p.weight = weight;
  return p;
}

Material wanted_by(int organizations, const std::string& theme, Source source = Source::profile_priority) {
  Material m;
  m.today = today;
  m.active = std::max(organizations, 20);
  for (int n = 1; n <= organizations; ++n) m.wishes.push_back({OrganizationId(n), theme, source});
  return m;
}

TEST(Convergence, NeedsBothSidesAndTheThreshold) {
  struct Case {
    bool institution;
    int organizations;
    int least;
    Status status;
  };
  for (const auto& c :
       {Case{true, 3, 3, Status::convergent}, Case{true, 2, 3, Status::only_institution},
        Case{true, 0, 1, Status::only_institution}, Case{false, 3, 3, Status::only_organizations},
        Case{false, 400, 3, Status::only_organizations}, Case{false, 2, 3, Status::nobody}, Case{false, 0, 1, Status::nobody},
        Case{true, 1, 1, Status::convergent}, Case{true, 0, 0, Status::only_institution}, Case{false, 0, 0, Status::nobody}})
    EXPECT_EQ(status_of(c.institution, c.organizations, c.least), c.status) << c.institution << c.organizations << c.least;
}

TEST(Convergence, CountsAnOrganizationOnceHoweverManySourcesSayIt) {
  auto m = wanted_by(2, "4", Source::survey);
  m.wishes.push_back({OrganizationId(1), "4", Source::profile_interest});
  m.wishes.push_back({OrganizationId(1), "4.7", Source::survey});
  const auto goal = theme(m, "4", 3, Eyes::office);
  EXPECT_EQ(goal.count(), 2);
  EXPECT_EQ(goal.wanting.at(0).sources, (std::set{Source::survey, Source::profile_interest}));
  EXPECT_EQ(theme(m, "4.7", 1, Eyes::office).count(), 1) << "who wants a target wants its goal, not the other way";
}

TEST(Convergence, ThemesAreGoalsAndTargets) {
  EXPECT_EQ(theme_of("4"), "4");
  EXPECT_EQ(theme_of("4.7"), "4.7");
  EXPECT_EQ(theme_of("4.7.1"), "4.7");
  EXPECT_EQ(theme_of("17.19.2"), "17.19");
  EXPECT_EQ(theme_of("4.a.1"), "4.a");
  for (const auto* none : {"", "0", "18", "E1.1", "4.", "4.123", "x.1"}) EXPECT_EQ(theme_of(none), "") << none;
  auto m = wanted_by(1, "14");
  m.wishes.push_back({OrganizationId(1), "1.4", Source::survey});
  EXPECT_EQ(theme(m, "1", 1, Eyes::office).count(), 1) << "goal 14 is no part of goal 1";
}

TEST(Convergence, APriorityOfAGoalIsNoneOfItsTargetsAndATargetServesItsGoal) {
  auto m = wanted_by(5, "4.7", Source::survey);
  m.priorities = {priority("4", 5)};
  EXPECT_EQ(theme(m, "4", 3, Eyes::office).status, Status::convergent);
  EXPECT_EQ(theme(m, "4.7", 3, Eyes::office).status, Status::only_organizations);
  m.priorities = {priority("4.7.1", 2), priority("4", 1)};
  const auto goal = theme(m, "4", 3, Eyes::office);
  EXPECT_EQ(goal.weight, 2) << "the greatest of its priorities";
  EXPECT_EQ(goal.priorities.size(), 2U);
  EXPECT_EQ(theme(m, "4.7", 3, Eyes::office).status, Status::convergent);
}

TEST(Convergence, ListsEveryGoalAndOnlyTargetsOfWhichSomethingIsTold) {
  auto m = wanted_by(6, "4.7", Source::survey);
  m.priorities = {priority("13.2")};
  std::vector<std::string> codes;
  for (const auto& t : converge(m, 3, Eyes::office)) codes.push_back(t.code);
  EXPECT_EQ(codes.size(), 19U);
  EXPECT_EQ(codes.at(3), "4");
  EXPECT_EQ(codes.at(4), "4.7");
  EXPECT_EQ(codes.at(14), "13.2");
  m.wishes.resize(4);  // four survey answers: a member is not told that there are any
  const auto seen = converge(m, 3, Eyes::member);
  EXPECT_TRUE(std::none_of(seen.begin(), seen.end(), [](const Theme& t) { return t.code == "4.7"; }));
}

TEST(Convergence, TellsMembersNoAnswerOfASurvey) {
  auto m = wanted_by(4, "4", Source::survey);
  m.wishes.push_back({OrganizationId(1), "4", Source::profile_interest});
  const auto seen = theme(m, "4", 1, Eyes::member);
  ASSERT_EQ(seen.wanting.size(), 1U);
  EXPECT_EQ(seen.wanting[0].sources, std::set{Source::profile_interest}) << "that it also answered so is not told";
  EXPECT_EQ(seen.count(), 1) << "three others are too few to be told";
  EXPECT_EQ(theme(m, "4", 1, Eyes::office).count(), 4);
  struct Case {
    int unnamed;
    int others;
    int told;
  };
  for (const auto& c :
       {Case{0, 9, 0}, Case{1, 9, 0}, Case{4, 90, 0}, Case{5, 90, 5}, Case{5, 6, 5}, Case{5, 5, 0}, Case{40, 40, 0}})
    EXPECT_EQ(told_unnamed(c.unnamed, c.others), c.told) << c.unnamed << " of " << c.others;
}

TEST(Convergence, CountsWhatThoseWhoWantItOfferForTheInstitutionAlone) {
  using organizations::ContributionKind;
  auto m = wanted_by(2, "4");
  m.offers = {{OrganizationId(1), ContributionKind::financial},
              {OrganizationId(2), ContributionKind::financial},
              {OrganizationId(2), ContributionKind::knowledge},
              {OrganizationId(9), ContributionKind::human}};
  const auto offered = theme(m, "4", 1, Eyes::office).offered;
  ASSERT_EQ(offered.size(), 2U);
  EXPECT_EQ(offered[0].organizations, 2);
  EXPECT_TRUE(theme(m, "4", 1, Eyes::member).offered.empty());
}

TEST(Convergence, WarnsOfWhatExistsAlready) {
  auto m = wanted_by(3, "4");
  EXPECT_FALSE(theme(m, "4", 3, Eyes::office).warns());
  committees::Committee c;
  c.id = CommitteeId(7);
  c.sdg = 4;
  c.name.es = "Educación dual";
  m.committees = {c};
  EXPECT_TRUE(theme(m, "4", 3, Eyes::office).warns());
  EXPECT_FALSE(theme(m, "4", 4, Eyes::office).warns()) << "nobody wants it";
  m.committees[0].dissolved_on = today;
  EXPECT_FALSE(theme(m, "4", 3, Eyes::office).warns());
  Initiative i;
  i.id = InitiativeId(8);
  i.goals.add(4);
  i.title = "Becas técnicas";
  m.initiatives = {i};
  EXPECT_TRUE(theme(m, "4", 3, Eyes::office).warns());
  m.initiatives[0].state = InitiativeState::finished;
  const auto t = theme(m, "4", 3, Eyes::office);
  EXPECT_FALSE(t.warns());
  EXPECT_EQ(t.initiatives.size(), 1U) << "it is still listed";
}

TEST(Convergence, LikensByGoalAndByName) {
  EXPECT_TRUE(are_alike("Educación dual", "Comité de educación dual"));
  EXPECT_TRUE(are_alike("Energía limpia", "energia limpia"));
  EXPECT_FALSE(are_alike("Energía limpia", "Agua limpia para comunidades"));
  EXPECT_FALSE(are_alike("", "Agua"));
  EXPECT_FALSE(are_alike("de la", "de la"));
  Material m;
  m.today = today;
  committees::Committee c;
  c.id = CommitteeId(7);
  c.sdg = 7;
  c.name.es = "Educación dual";
  m.committees = {c};
  EXPECT_EQ(likeness(m, 4, "Comité de educación dual").committees.size(), 1U);
  EXPECT_EQ(likeness(m, 7, "Otra cosa").committees.size(), 1U);
  EXPECT_TRUE(likeness(m, 4, "Otra cosa").empty());
}

TEST(Convergence, AOneSidedThemeIsNeverConvergent) {
  EXPECT_TRUE(rc::check("whatever is wanted, by whom and by how many", [] {
    Material m;
    m.today = today;
    m.active = *rc::gen::inRange(0, 40);
    const auto themes = std::vector<std::string>{"1", "4", "4.7", "13", "17.19"};
    for (int n = *rc::gen::inRange(0, 60); n > 0; --n)
      m.wishes.push_back({OrganizationId(*rc::gen::inRange(1, 41)), *rc::gen::elementOf(themes),
                          *rc::gen::element(Source::survey, Source::profile_priority, Source::profile_interest)});
    for (int n = *rc::gen::inRange(0, 4); n > 0; --n) m.priorities.push_back(priority(*rc::gen::elementOf(themes)));
    const int least = *rc::gen::inRange(0, 6);
    for (const auto eyes : {Eyes::office, Eyes::member})
      for (const auto& t : converge(m, least, eyes)) {
        std::set<OrganizationId> really;
        for (const auto& w : m.wishes)
          if (w.theme == t.code || w.theme.starts_with(t.code + ".")) really.insert(w.organization);
        const bool institution = std::any_of(m.priorities.begin(), m.priorities.end(), [&](const Priority& p) {
          return t.is_target() ? p.theme == t.code : p.goals.has(t.goal);
        });
        if (t.status == Status::convergent) RC_ASSERT(institution && static_cast<int>(really.size()) >= std::max(1, least));
        if (eyes == Eyes::office) RC_ASSERT(t.count() == static_cast<int>(really.size()));
        RC_ASSERT(t.count() <= static_cast<int>(really.size()));
      }
  }));
}

TEST(Priorities, AreJudgedFieldByField) {
  PriorityInput good{"sdg/2017", "4", {}, "5", "Motivo", "Oficio 3", "2026-03-02"};
  EXPECT_TRUE(parse(good, today));
  const auto wrong = [&](auto change) {
    auto input = good;
    change(input);
    const auto result = parse(input, today);
    return result ? std::string("done") : result.error().fields.front().field;
  };
  EXPECT_EQ(wrong([](auto& i) { i.weight = "6"; }), "weight");
  EXPECT_EQ(wrong([](auto& i) { i.weight = "x"; }), "weight");
  EXPECT_EQ(wrong([](auto& i) { i.reason = " "; }), "reason");
  EXPECT_EQ(wrong([](auto& i) { i.source = ""; }), "source");
  EXPECT_EQ(wrong([](auto& i) { i.since = "2026-03-03"; }), "since");
  EXPECT_EQ(wrong([](auto& i) { i.goals = {"18"}; }), "goals");
  EXPECT_FALSE(parse_edition("sdg"));
  EXPECT_FALSE(parse_edition("/2017"));
  EXPECT_EQ(parse_edition("sdg/2017")->edition, "2017");
}

TEST(Records, AreAnAgreementOrWordsWithDayAndSource) {
  const auto field = [](const FoundingInput& input) {
    const auto r = parse_record(input, today);
    return r ? std::string("done") : r.error().fields.front().field;
  };
  FoundingInput input;
  EXPECT_EQ(field(input), "record_text");
  input.record_text = "Consenso";
  EXPECT_EQ(field(input), "record_on");
  input.record_on = "2026-03-02";
  EXPECT_EQ(field(input), "record_source");
  input.record_source = "Acta";
  EXPECT_EQ(field(input), "done");
  input.agreement = "?";
  EXPECT_EQ(field(input), "agreement");
}

}  // namespace
}  // namespace alianza::priorities
