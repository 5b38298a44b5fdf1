#pragma once
// Words and rules of priorities, initiatives and founding records (features/priorities/README.md). No SQL, no HTTP,
// no clock.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"
#include "features/minutes/minutes.h"
#include "features/results/results.h"
#include "features/surveys/surveys.h"

namespace alianza::priorities {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using minutes::AgreementId;
using surveys::SurveyId;
using PriorityId = Id<struct PriorityTag>;
using InitiativeId = Id<struct InitiativeTag>;

inline constexpr int goal_count = 17;
/// Goals as bits: bit n is goal n.
class Goals {
 public:
  Goals() = default;
  explicit Goals(std::int64_t bits) : bits_(bits) {}
  void add(int goal) { bits_ |= std::int64_t{1} << goal; }
  bool has(int goal) const { return ((bits_ >> goal) & 1) != 0; }
  bool empty() const { return bits_ == 0; }
  std::int64_t bits() const { return bits_; }
  /// 1 … 17, in order.
  std::vector<int> list() const;
  bool operator==(const Goals&) const = default;

 private:
  std::int64_t bits_ = 0;
};

/// How much a priority weighs: 1 (of context) to 5 (central), as prioritisation scales do.
inline constexpr int least_weight = 1;
inline constexpr int most_weight = 5;
Message weight_label(int weight);

/// What the institution wants: a node of a framework, from–to. A change ends the row and begins another.
struct Priority {
  PriorityId id;
  AgencyId agency;
  AllianceId alliance;
  std::string framework;  // "sdg", "procid"
  std::string edition;
  std::string code;
  LocalizedText title;
  std::string theme;  // "4.7" of a target or an indicator under it; empty: a goal, or a node of another framework
  Goals goals;        // that it serves
  int weight = 3;
  std::string reason;
  std::string source;
  Date since;
  std::optional<Date> until;
  std::string end_reason;
  PriorityId replaced_by;  // 0: it was put away, or is in force
};

struct PriorityInput {
  std::string edition;             // "sdg/2017"
  std::string code;                // of the node: "4", "4.7", "E1.1"
  std::vector<std::string> goals;  // of a node of another framework than the goals
  std::string weight = "3";
  std::string reason;
  std::string source;
  std::string since;
};
/// What is said of a priority besides its node.
struct PriorityTerms {
  Goals goals;
  int weight = 3;
  std::string reason;
  std::string source;
  Date since;
};
/// Errors by field: goals, weight, reason, source, since (no date, after `today`).
Result<PriorityTerms> parse(const PriorityInput& input, Date today);
/// "sdg/2017" as its two parts; nothing when it is not made so.
struct EditionName {
  std::string framework;
  std::string edition;
};
std::optional<EditionName> parse_edition(std::string_view text);
/// The theme of a node of the goals: "4" and "4.7" as they are, "4.7.1" is "4.7"; empty when it is none.
std::string theme_of(std::string_view code);
/// 4 of "4" and of "4.7"; 0 when it is no theme.
int goal_of_theme(std::string_view theme);

enum class InitiativeState { planned, running, finished, stopped };
std::string_view to_text(InitiativeState state);
bool from_text(std::string_view text, InitiativeState& state);
Message label(InitiativeState state);
/// Planned or running: doing it again would be doing it twice.
bool is_under_way(InitiativeState state);

struct Initiative {
  InitiativeId id;
  AgencyId agency;
  AllianceId alliance;
  std::string title;
  OrganizationId organization;  // 0: the institution, or somebody outside the directory
  Goals goals;
  InitiativeState state = InitiativeState::running;
  std::string source;
  int version = 1;
};
struct InitiativeInput {
  std::string title;
  std::string organization;
  std::vector<std::string> goals;
  std::string state = "running";
  std::string source;
  std::string version;
};
/// Errors by field: title, organization, goals, state, source.
Result<Initiative> parse(const InitiativeInput& input);
InitiativeInput as_input(const Initiative& initiative);

/// How the map is counted.
struct Rule {
  SurveyId survey;  // whose answers count; 0: none
  int least = 3;    // organisations that must want a theme
};
inline constexpr int most_least = 99;
/// 1 to 99, or nothing.
std::optional<int> parse_least(std::string_view typed);
struct RuleInput {
  std::string survey;
  std::string least;
};
/// Errors by field: survey, least.
Result<Rule> parse(const RuleInput& input);

/// What a committee stands on.
struct Record {
  CommitteeId committee;
  std::string theme;
  AgreementId agreement;           // 0: a consensus
  results::ConsensusId consensus;  // the edition of a result book's consensus; 0: an agreement, or a consensus in words alone
  std::string text;
  Date on;
  std::string source;
};
struct FoundingInput {
  std::string name_es;
  std::string name_en;
  std::string purpose_es;
  std::string purpose_en;
  std::string admission = "closed";
  std::string founded_on;
  std::string agreement;
  std::string consensus;
  std::string record_text;
  std::string record_on;
  std::string record_source;
  std::string confirm;  // "1": what exists already was read
};
inline constexpr int most_record = 10'000;  // characters; as much as the consensus of a result book
/// The record as typed: an agreement or a consensus alone (the rest is theirs), or text, day and source. Errors by field:
/// agreement, consensus (also both), record_text, record_on, record_source.
Result<Record> parse_record(const FoundingInput& input, Date today);

}  // namespace alianza::priorities
