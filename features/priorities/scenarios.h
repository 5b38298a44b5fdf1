#pragma once
// Scenarios: which few themes bring the most organisations into committees of a sensible size, and what that leaves out.
// Pure: the problem as a text for the solver, its answer read and judged. No SQL, no HTTP, no child process.
#include <map>

#include "features/priorities/convergence.h"

namespace alianza::priorities {

struct ScenarioLimits {
  int themes = 5;           // committees at most
  int least_members = 3;    // of a committee
  int most_members = 15;    // of a committee
  int most_committees = 2;  // in which an organisation is placed
};
struct ScenarioInput {
  std::string themes = "5";
  std::string least_members = "3";
  std::string most_members = "15";
  std::string most_committees = "2";
};
/// Errors by field: themes (1 to 17), least_members (1 to 500), most_members (least_members to 1000), most_committees (1 to 17).
Result<ScenarioLimits> parse(const ScenarioInput& input);

/// What is chosen from: convergent goals, their weights, and who wants them. Bit n of `wanted`: the nth goal.
struct Demand {
  std::vector<int> goals;
  std::vector<int> weights;
  std::map<OrganizationId, std::uint32_t> wanted;
};
/// Of a map that names every organisation (Eyes::office).
Demand demand_of(const std::vector<Theme>& themes);

struct ProposedCommittee {
  int goal = 0;
  int weight = 0;
  int wanting = 0;                      // organisations that want the goal
  std::vector<OrganizationId> members;  // as placed here, one way of several
  int only_here = 0;                    // of them, in no other proposed committee
};
enum class LeftOutWhy { too_few, nothing_more, no_room };
std::string_view to_text(LeftOutWhy why);
bool from_text(std::string_view text, LeftOutWhy& why);
Message label(LeftOutWhy why);
struct LeftOutGoal {
  int goal = 0;
  int wanting = 0;
  int unplaced = 0;  // of them, in no proposed committee
  LeftOutWhy why = LeftOutWhy::no_room;
};
struct Scenario {
  ScenarioLimits limits;
  std::vector<ProposedCommittee> committees;  // by goal
  std::vector<LeftOutGoal> left_out;          // by goal
  std::vector<OrganizationId> unplaced;       // that want a convergent goal and are in no committee
  int placed = 0;                             // organisations
  int wanting = 0;                            // organisations that want a convergent goal
  bool is_proven = true;                      // no other choice places more; false: the solver ran out of time
};

/// The problem in CPLEX LP format. Organisations that want the same goals are alike, so they stand in it as one number: it does
/// not grow with them. Most organisations first; of equals, the greater weights.
std::string linear_program(const Demand& demand, const ScenarioLimits& limits);
/// The solver's answer («Optimal - objective value …», then a line a variable), with organisations placed by name. Error:
/// unavailable (it is no answer to this problem, or breaks its limits).
Result<Scenario> read_solution(const Demand& demand, const ScenarioLimits& limits, std::string_view answer);
/// Sizes, number of themes, how many committees each organisation is in, and that everyone is where it wants to be.
bool keeps_limits(const Scenario& scenario, const Demand& demand);

}  // namespace alianza::priorities
