#include "features/priorities/scenarios.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <locale>
#include <set>
#include <sstream>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::priorities {
namespace {

constexpr std::array<std::string_view, 3> whys{"too_few", "nothing_more", "no_room"};
constexpr int most_scenario_members = 1000;

struct Alike {
  std::uint32_t goals = 0;  // bits
  std::vector<OrganizationId> organizations;
  int size() const { return static_cast<int>(organizations.size()); }
  bool wants(std::size_t goal) const { return ((goals >> goal) & 1U) != 0; }
};
std::vector<Alike> alike_of(const Demand& demand) {
  std::map<std::uint32_t, std::vector<OrganizationId>> by_goals;
  for (const auto& [organization, goals] : demand.wanted)
    if (goals != 0) by_goals[goals].push_back(organization);
  std::vector<Alike> out;
  for (auto& [goals, organizations] : by_goals) out.push_back({goals, std::move(organizations)});
  return out;
}

std::string chosen_name(std::size_t goal) { return "y" + std::to_string(goal); }
std::string placed_name(std::size_t group, std::size_t goal) { return "x" + std::to_string(group) + "_" + std::to_string(goal); }
std::string covered_name(std::size_t group) { return "c" + std::to_string(group); }

/// A sum written over lines that no reader finds too long.
class Sum {
 public:
  Sum& add(std::int64_t factor, const std::string& name) {
    text_ += factor < 0 ? " - " : " + ";
    text_ += std::to_string(factor < 0 ? -factor : factor) + " " + name;
    if (++terms_ % 8 == 0) text_ += "\n";
    return *this;
  }
  bool empty() const { return terms_ == 0; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  int terms_ = 0;
};

class Program {
 public:
  void rule(const Sum& sum, const char* relation, std::int64_t bound) {
    if (!sum.empty())
      rules_ += " r" + std::to_string(++count_) + ":" + sum.text() + " " + relation + " " + std::to_string(bound) + "\n";
  }
  void whole(const std::string& name, std::int64_t most) {
    bounds_ += " 0 <= " + name + " <= " + std::to_string(most) + "\n";
    names_ += " " + name + "\n";
  }
  std::string text(const Sum& objective) const {
    return "Maximize\n obj:" + objective.text() + "\nSubject To\n" + rules_ + "Bounds\n" + bounds_ + "Generals\n" + names_ +
           "End\n";
  }

 private:
  std::string rules_;
  std::string bounds_;
  std::string names_;
  int count_ = 0;
};

/// Variables by name; nothing when a line is none.
std::optional<std::map<std::string, int, std::less<>>> values_of(std::string_view lines) {
  std::map<std::string, int, std::less<>> out;
  std::istringstream rest{std::string(lines)};
  for (std::string line; std::getline(rest, line);) {
    if (trim(line).empty()) continue;
    std::istringstream words(line);
    words.imbue(std::locale::classic());
    long index = 0;
    std::string name;
    double value = 0;
    if (!(words >> index >> name >> value)) return std::nullopt;
    out[name] = static_cast<int>(std::lround(value));
  }
  return out;
}

Error no_answer() { return {Fault::unavailable, _("El programa que busca el reparto no dio una respuesta."), {}}; }

/// Those of a group into its committees by turns: nobody twice into one, and nobody twice before everybody was once.
void place(Scenario& s, const Alike& group, const std::vector<int>& counts, const std::vector<std::size_t>& committee_of) {
  std::size_t turn = 0;
  for (std::size_t goal = 0; goal < counts.size(); ++goal)
    for (int n = 0; n < counts[goal]; ++n)
      s.committees[committee_of[goal]].members.push_back(group.organizations[turn++ % group.organizations.size()]);
}

int count_wanting(const Demand& demand, std::size_t goal) {
  return static_cast<int>(
      std::count_if(demand.wanted.begin(), demand.wanted.end(), [&](const auto& o) { return ((o.second >> goal) & 1U) != 0; }));
}

void sum_up(Scenario& s, const Demand& demand) {
  std::map<OrganizationId, int> times;
  for (auto& c : s.committees) {
    std::sort(c.members.begin(), c.members.end());
    for (const auto member : c.members) ++times[member];
  }
  for (auto& c : s.committees)
    c.only_here = static_cast<int>(std::count_if(c.members.begin(), c.members.end(), [&](auto m) { return times[m] == 1; }));
  s.placed = static_cast<int>(times.size());
  for (const auto& [organization, goals] : demand.wanted) {
    if (goals == 0) continue;
    ++s.wanting;
    if (!times.contains(organization)) s.unplaced.push_back(organization);
  }
  for (std::size_t goal = 0; goal < demand.goals.size(); ++goal) {
    if (std::any_of(s.committees.begin(), s.committees.end(), [&](const auto& c) { return c.goal == demand.goals[goal]; }))
      continue;
    LeftOutGoal out{demand.goals[goal], count_wanting(demand, goal), 0, LeftOutWhy::no_room};
    for (const auto organization : s.unplaced) out.unplaced += static_cast<int>((demand.wanted.at(organization) >> goal) & 1U);
    if (out.wanting < s.limits.least_members)
      out.why = LeftOutWhy::too_few;
    else if (out.unplaced == 0)
      out.why = LeftOutWhy::nothing_more;
    s.left_out.push_back(out);
  }
}

}  // namespace

std::string_view to_text(LeftOutWhy why) { return word_of(whys, why); }
bool from_text(std::string_view text, LeftOutWhy& why) { return read_word(whys, text, why); }
Message label(LeftOutWhy why) {
  switch (why) {
    case LeftOutWhy::too_few: return _("Lo quieren menos organizaciones de las que pide un comité.");
    case LeftOutWhy::nothing_more: return _("Quienes lo quieren ya están en los comités propuestos.");
    case LeftOutWhy::no_room: return _("Con estos límites no cabe sin dejar fuera a más organizaciones.");
  }
  return {};
}

Result<ScenarioLimits> parse(const ScenarioInput& input) {
  auto error = Error::invalid(_("Revise los datos marcados."));
  const auto take_number = [&](const char* field, const std::string& typed, int least, int most) {
    const auto number = whole_number(trim(typed));
    if (number && *number >= least && *number <= most) return *number;
    error.fields.push_back({field, _("Escriba un número de {1} a {2}.").arg(std::int64_t{least}).arg(std::int64_t{most})});
    return least;
  };
  ScenarioLimits out;
  out.themes = take_number("themes", input.themes, 1, goal_count);
  out.least_members = take_number("least_members", input.least_members, 1, most_scenario_members);
  out.most_members = take_number("most_members", input.most_members, out.least_members, most_scenario_members);
  out.most_committees = take_number("most_committees", input.most_committees, 1, goal_count);
  if (!error.fields.empty()) return fail(std::move(error));
  return out;
}

Demand demand_of(const std::vector<Theme>& themes) {
  Demand out;
  for (const auto& t : themes) {
    if (t.is_target() || t.status != Status::convergent) continue;
    for (const auto& w : t.wanting) out.wanted[w.organization] |= 1U << out.goals.size();
    out.goals.push_back(t.goal);
    out.weights.push_back(t.weight);
  }
  return out;
}

std::string linear_program(const Demand& demand, const ScenarioLimits& limits) {
  const auto groups = alike_of(demand);
  const auto goals = demand.goals.size();
  // One organisation more outweighs all weights together.
  std::int64_t one_more = 1;
  for (const int weight : demand.weights) one_more += weight;
  Program program;
  Sum objective;
  Sum chosen;
  std::vector<Sum> members(goals);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto& group = groups[g];
    Sum placed;
    Sum covered;
    for (std::size_t t = 0; t < goals; ++t) {
      if (!group.wants(t)) continue;
      placed.add(1, placed_name(g, t));
      covered.add(-1, placed_name(g, t));
      members[t].add(1, placed_name(g, t));
      program.whole(placed_name(g, t), group.size());
    }
    covered.add(1, covered_name(g));
    program.rule(placed, "<=", std::int64_t{limits.most_committees} * group.size());
    program.rule(covered, "<=", 0);
    program.whole(covered_name(g), group.size());
    objective.add(one_more, covered_name(g));
  }
  for (std::size_t t = 0; t < goals; ++t) {
    auto least = members[t];
    program.rule(members[t].add(-limits.most_members, chosen_name(t)), "<=", 0);
    program.rule(least.add(-limits.least_members, chosen_name(t)), ">=", 0);
    program.whole(chosen_name(t), 1);
    chosen.add(1, chosen_name(t));
    objective.add(demand.weights[t], chosen_name(t));
  }
  program.rule(chosen, "<=", limits.themes);
  return program.text(objective);
}

Result<Scenario> read_solution(const Demand& demand, const ScenarioLimits& limits, std::string_view answer) {
  const auto first = answer.find('\n');
  const auto head = answer.substr(0, first);
  const bool is_best = head.starts_with("Optimal");
  if (!is_best && !head.starts_with("Stopped on time - objective")) return fail(no_answer());
  const auto values = values_of(first == std::string_view::npos ? std::string_view() : answer.substr(first + 1));
  if (!values) return fail(no_answer());
  const auto value = [&](const std::string& name) {
    const auto found = values->find(name);
    return found == values->end() ? 0 : std::max(0, found->second);
  };
  Scenario out;
  out.limits = limits;
  out.is_proven = is_best;
  std::vector<std::size_t> committee_of(demand.goals.size());
  for (std::size_t t = 0; t < demand.goals.size(); ++t) {
    if (value(chosen_name(t)) == 0) continue;
    committee_of[t] = out.committees.size();
    out.committees.push_back({demand.goals[t], demand.weights[t], count_wanting(demand, t), {}, 0});
  }
  const auto groups = alike_of(demand);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::vector<int> counts(demand.goals.size());
    for (std::size_t t = 0; t < counts.size(); ++t)
      if (groups[g].wants(t)) counts[t] = value(placed_name(g, t));
    for (std::size_t t = 0; t < counts.size(); ++t)
      if (counts[t] > 0 && (value(chosen_name(t)) == 0 || counts[t] > groups[g].size())) return fail(no_answer());
    place(out, groups[g], counts, committee_of);
  }
  sum_up(out, demand);
  if (!keeps_limits(out, demand)) return fail(no_answer());
  return out;
}

bool keeps_limits(const Scenario& s, const Demand& demand) {
  if (static_cast<int>(s.committees.size()) > s.limits.themes) return false;
  std::map<OrganizationId, int> times;
  for (const auto& c : s.committees) {
    const auto goal =
        static_cast<std::size_t>(std::find(demand.goals.begin(), demand.goals.end(), c.goal) - demand.goals.begin());
    const int size = static_cast<int>(c.members.size());
    if (goal == demand.goals.size() || size < s.limits.least_members || size > s.limits.most_members) return false;
    if (std::set<OrganizationId>(c.members.begin(), c.members.end()).size() != c.members.size()) return false;
    for (const auto member : c.members) {
      const auto found = demand.wanted.find(member);
      if (found == demand.wanted.end() || ((found->second >> goal) & 1U) == 0) return false;
      if (++times[member] > s.limits.most_committees) return false;
    }
  }
  return true;
}

}  // namespace alianza::priorities
