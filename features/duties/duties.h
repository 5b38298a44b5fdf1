#pragma once
// Words and rules of duties (features/duties/README.md): R-010. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/auth/actor.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::duties {

using auth::AccountId;
using membership::AgencyId;
using membership::AllianceId;
using DutyId = Id<struct DutyTag>;

enum class Kind { agenda, invitations, follow_up, report, knowledge };
const std::vector<Kind>& kinds();
std::string_view to_text(Kind kind);
bool from_text(std::string_view text, Kind& kind);
Message label(Kind kind);

enum class State { open, done, cancelled };
const std::vector<State>& states();
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

struct Duty {
  DutyId id;
  AgencyId agency;
  AllianceId alliance;
  Kind kind = Kind::agenda;
  std::string what;
  std::string detail;
  AccountId owner;
  Date due;
  std::int64_t every_months = 0;  // 0: once
  State state = State::open;
  std::int64_t version = 1;  // of the row: an edit names the one it read
};
/// Open after its day.
bool is_overdue(const Duty& duty, Date today);
/// That many months later; the last day of a month that is shorter.
Date months_after(Date day, std::int64_t months);

struct Step {
  State state = State::open;
  std::string note;
  AccountId owner;
  Date due;
  AccountId by;
  Instant at;
};

/// What narrows the board.
struct Filter {
  std::optional<State> state = State::open;
  std::optional<Kind> kind;
  AccountId owner;
  bool overdue = false;
};
bool matches(const Filter& filter, const Duty& duty, Date today);

/// As typed.
struct Input {
  std::string kind;
  std::string what;
  std::string detail;
  std::string owner;  // id of the account
  std::string due;
  std::string every_months;
  std::string version;
};
/// The checked duty without ids, or every field that is wrong. Whether the owner convenes is asked by the action.
Result<Duty> parse(const Input& input);
Input as_input(const Duty& duty);

}  // namespace alianza::duties
