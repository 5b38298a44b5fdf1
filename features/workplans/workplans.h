#pragma once
// Words and rules of work plans (features/workplans/README.md): R-050. No SQL, no HTTP, no clock.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"

namespace alianza::workplans {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using AreaId = Id<struct WorkplanAreaTag>;
using ActivityId = Id<struct WorkplanActivityTag>;

enum class State { planned, doing, done, dropped };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// How a plan is looked at.
enum class View { table, board, timeline };
std::string_view to_text(View view);
bool from_text(std::string_view text, View& view);

struct Area {
  AreaId id;
  CommitteeId committee;
  int ordinal = 1;
  LocalizedText title;
};

struct Activity {
  ActivityId id;
  AgencyId agency;
  AllianceId alliance;
  CommitteeId committee;
  AreaId area;
  std::string title;
  std::string detail;
  OrganizationId owner;  // a member of the body; 0: the body itself
  Date starts;
  Date due;
  State state = State::planned;
  int progress = 0;  // percent
  int version = 1;
  Instant updated_at;
};

/// A change of state or progress.
struct Move {
  State state = State::planned;
  int progress = 0;
  std::string note;
  Instant at;
};

bool is_open(State state);
/// Planned or doing after its last day, on the civil day of the alliance.
bool is_overdue(const Activity& activity, Date today);
/// Open, and its last day is within `days` from today.
bool is_due_soon(const Activity& activity, Date today, int days);

/// Of a plan: how it goes. Dropped activities count nowhere.
struct Count {
  int activities = 0;
  int done = 0;
  int overdue = 0;
  int progress = 0;  // percent, the mean of all, rounded down
};
Count count(const std::vector<Activity>& activities, Date today);

struct AreaInput {
  std::string title_es;
  std::string title_en;
  std::string ordinal;  // empty: the last one
};
struct AreaWanted {
  LocalizedText title;
  std::optional<int> ordinal;
};
/// Errors by field: title_es, title_en, ordinal.
Result<AreaWanted> parse(const AreaInput& input);

struct ActivityInput {
  std::string area;
  std::string title;
  std::string detail;
  std::string owner;
  std::string starts;
  std::string due;
  std::string version;
};
/// Errors by field: area, title, detail, owner, starts, due. Whether area and owner are of the body is the action's question.
Result<Activity> parse(const ActivityInput& input);
ActivityInput as_input(const Activity& activity);

struct MoveInput {
  std::string state;
  std::string progress;  // empty: what follows from the state
  std::string note;
  std::string version;
};
/// What the activity becomes. Errors by field: state, progress (planned is 0, doing 0 to 99, done 100), note (needed to drop and
/// to open again what was done or dropped).
Result<Move> parse(const MoveInput& input, const Activity& now);

}  // namespace alianza::workplans
