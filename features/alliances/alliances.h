#pragma once
// Words and rules of alliances, cycles and stages (features/alliances/README.md). No SQL, no HTTP.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::alliances {

using membership::AgencyId;
using membership::AllianceId;
using CycleId = Id<struct CycleTag>;
using ConditionId = Id<struct ConditionTag>;
using MoveId = Id<struct MoveTag>;

enum class Stage { approach = 1, priorities, structuring, implementation };
inline constexpr std::array stages{Stage::approach, Stage::priorities, Stage::structuring, Stage::implementation};
std::string_view code(Stage stage);  // "approach"
std::optional<Stage> stage_from(std::string_view code);
Message label(Stage stage);  // «Acercamiento y diálogo»
constexpr int number(Stage stage) { return static_cast<int>(stage); }
std::optional<Stage> next(Stage stage);

/// What the data of an alliance are; decides the seal on every page.
enum class Nature { real, reconstruction, synthetic };
std::string_view code(Nature nature);
std::optional<Nature> nature_from(std::string_view code);

struct Alliance {
  AllianceId id;
  AgencyId agency;
  std::string slug;
  LocalizedText name;
  LocalizedText summary;
  Nature nature = Nature::real;
  LocalizedText seal;  // the sentence beside the seal; empty when real
  std::string zone;
  bool is_public = false;  // has a portal
  CycleId cycle;           // the one in force
  std::string cycle_name;
  Stage stage = Stage::approach;
};

/// One thing that must be true before the stage is left.
struct Condition {
  ConditionId id;
  Stage stage = Stage::approach;
  LocalizedText text;
  std::optional<Date> met_on;
  std::string evidence;
  std::string met_by;  // name of the account
};

/// Planned and actual days of one stage of a cycle.
struct StageClock {
  Stage stage = Stage::approach;
  std::optional<Date> planned_from;
  std::optional<Date> planned_to;
  std::optional<int> target_days;
  std::optional<Date> entered;
  std::optional<Date> left;
  /// Days from entering to leaving, or to `today` while it lasts; empty before it begins.
  std::optional<int> actual_days(Date today) const;
  /// Positive when the target is passed.
  std::optional<int> days_over_target(Date today) const;
};

struct Move {
  MoveId id;
  std::optional<Stage> from;  // empty for the start of the cycle
  Stage to = Stage::approach;
  Date on;
  std::string reason;
  std::string recorded_by;
  Instant recorded_at;
};

/// The sentences a new alliance starts with; a secretariat may add its own. Spanish is the key, English in the catalogue.
std::vector<std::pair<Stage, LocalizedText>> default_conditions();

/// How a condition that every cycle begins with is met: what to do, and the page of the alliance where it is done
/// ("/alliances/{alliance}/{tail}"). Nothing for a condition that somebody wrote.
struct Advice {
  Message words;
  const char* tail = "";
  /// Where a feature that knows whether it happened hangs what it knows (shell.h, `fact`); the subject is the condition. Empty:
  /// nobody knows.
  const char* facts = "";
};
std::optional<Advice> advice(const Condition& condition);

struct Progress {
  int met = 0;
  int total = 0;
};
Progress progress(const std::vector<Condition>& conditions, Stage stage);

/// Null when the cycle may go from `from` to `to`: forward by one with every condition of `from` met, or back with a reason.
std::optional<Error> refuses_move(Stage from, Stage to, const std::vector<Condition>& conditions, std::string_view reason);

struct Input {
  std::string slug;
  std::string name_es;
  std::string name_en;
  std::string summary_es;
  std::string summary_en;
  std::string nature = "real";
  std::string zone = "America/Mexico_City";
  std::string starts_on;  // the first day of stage 1
  std::string is_public;  // not empty: yes
};
struct Draft {
  Alliance alliance;
  Date starts_on;
};
/// The checked alliance without an id, or every field that is wrong.
Result<Draft> parse(const Input& input);

}  // namespace alianza::alliances
