// Scenarios against an independent answer: every choice and every placing tried, for cases that are small enough.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <bit>

#include "features/priorities/solver.h"
#include "platform/documents/child.h"

namespace alianza::priorities {
namespace {

Demand demand(const std::vector<int>& weights, const std::vector<std::uint32_t>& wanted) {
  Demand out;
  for (std::size_t n = 0; n < weights.size(); ++n) out.goals.push_back(static_cast<int>(n) + 4);
  out.weights = weights;
  for (std::size_t n = 0; n < wanted.size(); ++n) out.wanted[OrganizationId(static_cast<std::int64_t>(n) + 1)] = wanted[n];
  return out;
}

/// How many organisations can be placed at most, and with which greatest weight: by trying everything.
struct Best {
  int placed = 0;
  int weight = 0;
  auto operator<=>(const Best&) const = default;
};
class Everything {
 public:
  Everything(const Demand& demand, const ScenarioLimits& limits) : limits_(limits), weights_(demand.weights) {
    for (const auto& [organization, goals] : demand.wanted) wanted_.push_back(goals);
  }
  Best best() {
    for (std::uint32_t chosen = 0; chosen < (1U << weights_.size()); ++chosen) {
      if (std::popcount(chosen) > limits_.themes) continue;
      sizes_ = {};
      place(chosen, 0, 0);
    }
    return best_;
  }

 private:
  void place(std::uint32_t chosen, std::size_t who, int placed) {
    if (who == wanted_.size()) return judge(chosen, placed);
    for (std::uint32_t in = 0; in < (1U << weights_.size()); ++in) {
      if ((in & ~(wanted_[who] & chosen)) != 0 || std::popcount(in) > limits_.most_committees) continue;
      for (std::size_t t = 0; t < weights_.size(); ++t) sizes_.at(t) += static_cast<int>((in >> t) & 1U);
      place(chosen, who + 1, placed + (in != 0 ? 1 : 0));
      for (std::size_t t = 0; t < weights_.size(); ++t) sizes_.at(t) -= static_cast<int>((in >> t) & 1U);
    }
  }
  void judge(std::uint32_t chosen, int placed) {
    int weight = 0;
    for (std::size_t t = 0; t < weights_.size(); ++t) {
      if (((chosen >> t) & 1U) == 0) continue;
      if (sizes_.at(t) < limits_.least_members || sizes_.at(t) > limits_.most_members) return;
      weight += weights_[t];
    }
    best_ = std::max(best_, {placed, weight});
  }

  ScenarioLimits limits_;
  std::vector<int> weights_;
  std::vector<std::uint32_t> wanted_;
  std::array<int, 8> sizes_{};
  Best best_;
};

Best of(const Scenario& s) {
  Best out{s.placed, 0};
  for (const auto& c : s.committees) out.weight += c.weight;
  return out;
}

bool has_solver() { return documents::has_program("cbc"); }

TEST(Scenarios, ChooseWhatPlacesTheMostAndSayWhatIsLeftOut) {
  ASSERT_TRUE(has_solver()) << "tools/setup installs it";
  // Goal 4 is wanted by 1 to 4, goal 5 by 3 and 4, goal 6 by 5 and 6, goal 7 by 7 alone.
  const auto d = demand({5, 4, 1, 5}, {0b0001, 0b0001, 0b0011, 0b0011, 0b0100, 0b0100, 0b1000});
  const auto s = solve(d, {.themes = 2, .least_members = 2, .most_members = 10, .most_committees = 1});
  ASSERT_TRUE(s);
  ASSERT_EQ(s->committees.size(), 2U);
  EXPECT_EQ(s->committees[0].goal, 4);
  EXPECT_EQ(s->committees[1].goal, 6);
  EXPECT_EQ(s->placed, 6);
  EXPECT_EQ(s->wanting, 7);
  EXPECT_TRUE(s->is_proven);
  ASSERT_EQ(s->left_out.size(), 2U);
  EXPECT_EQ(s->left_out[0].why, LeftOutWhy::nothing_more);
  EXPECT_EQ(s->left_out[1].why, LeftOutWhy::too_few);
  EXPECT_EQ(s->unplaced, std::vector{OrganizationId(7)});
}

TEST(Scenarios, PlaceAlikeOrganizationsByTurns) {
  ASSERT_TRUE(has_solver());
  // Ten that want both goals, at most six in a committee: all of them find a place.
  const auto d = demand({1, 1}, std::vector<std::uint32_t>(10, 0b11));
  const auto s = solve(d, {.themes = 2, .least_members = 3, .most_members = 6, .most_committees = 2});
  ASSERT_TRUE(s);
  EXPECT_EQ(s->placed, 10);
  EXPECT_TRUE(keeps_limits(*s, d));
}

TEST(Scenarios, SayWhyThereIsNone) {
  EXPECT_EQ(solve({}, {}).error().fault, Fault::conflict);
  for (const auto* wrong :
       {"", "Infeasible - objective value 0", "Optimal - objective value 3\nnonsense", "Stopped on iterations"})
    EXPECT_EQ(read_solution(demand({1}, {1, 1, 1}), {}, wrong).error().fault, Fault::unavailable) << wrong;
  EXPECT_EQ(read_solution(demand({1}, {1, 1, 1}), {}, "Optimal - objective value 9\n 0 y0 1 1\n 1 x0_0 2 0\n").error().fault,
            Fault::unavailable)
      << "two members where three are needed";
  const auto field = [](const ScenarioInput& i) {
    const auto limits = parse(i);
    return limits ? std::string("done") : limits.error().fields.front().field;
  };
  EXPECT_EQ(field({}), "done");
  EXPECT_EQ(field({"0", "3", "15", "2"}), "themes");
  EXPECT_EQ(field({"5", "x", "15", "2"}), "least_members");
  EXPECT_EQ(field({"5", "9", "8", "2"}), "most_members");
  EXPECT_EQ(field({"5", "3", "15", "18"}), "most_committees");
}

TEST(Scenarios, KeepTheirLimitsAndPlaceAsManyAsTryingEverythingDoes) {
  ASSERT_TRUE(has_solver());
  EXPECT_TRUE(rc::check("small alliances", [] {
    const auto goals = *rc::gen::inRange<std::size_t>(1, 4);
    const auto weights = *rc::gen::container<std::vector<int>>(goals, rc::gen::inRange(1, 6));
    const auto wanted = *rc::gen::container<std::vector<std::uint32_t>>(*rc::gen::inRange<std::size_t>(1, 7),
                                                                        rc::gen::inRange<std::uint32_t>(0, 1U << goals));
    const int least = *rc::gen::inRange(1, 4);
    const ScenarioLimits limits{*rc::gen::inRange(1, 4), least, *rc::gen::inRange(least, 6), *rc::gen::inRange(1, 3)};
    const auto d = demand(weights, wanted);
    const auto s = solve(d, limits);
    RC_ASSERT(s.has_value());
    RC_ASSERT(keeps_limits(*s, d));
    RC_ASSERT(of(*s) == Everything(d, limits).best());
    RC_ASSERT(s->placed + static_cast<int>(s->unplaced.size()) == s->wanting);
  }));
}

TEST(Scenarios, OfThousandsOfOrganizationsAreFoundInTime) {
  ASSERT_TRUE(has_solver());
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t n = 0; n < 10'000; ++n) wanted.push_back((n * 2654435761U >> 13) & 0x1ffU);
  const auto d = demand({1, 2, 3, 4, 5, 1, 2, 3, 4}, wanted);
  const ScenarioLimits limits{.themes = 5, .least_members = 100, .most_members = 1000, .most_committees = 2};
  const auto s = solve(d, limits);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->placed, 5000) << "five committees of a thousand";
  EXPECT_TRUE(keeps_limits(*s, d));
}

}  // namespace
}  // namespace alianza::priorities
