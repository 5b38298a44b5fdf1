#pragma once
// What an organisation offers and gives, by kind (R-015, F-050). Seen by itself and the agency only.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/organizations/organizations.h"
#include "platform/base/money.h"

namespace alianza::organizations {

using ContributionId = Id<struct ContributionTag>;

enum class ContributionKind { financial, technical, technological, human, in_kind, knowledge, infrastructure, innovation };
const std::vector<ContributionKind>& contribution_kinds();
std::string_view to_text(ContributionKind kind);
bool from_text(std::string_view text, ContributionKind& kind);
Message label(ContributionKind kind);

/// Offered: the organisation would give it. Pledged: it said how much. Confirmed: it is written down. Delivered: received, with
/// evidence.
enum class ContributionState { offered, pledged, confirmed, delivered, cancelled };
std::string_view to_text(ContributionState state);
bool from_text(std::string_view text, ContributionState& state);
Message label(ContributionState state);
/// Forward by one or more steps; cancelled from any but delivered; nothing after delivered or cancelled.
std::optional<Message> refuses(ContributionState from, ContributionState to);
/// The states that may follow.
std::vector<ContributionState> next_states(ContributionState from);
/// Delivered needs its evidence, cancelled its reason.
bool needs_note(ContributionState to);

/// A number with at most three decimals, kept in thousandths.
struct Quantity {
  std::int64_t milli = 0;
  /// "1,250.5"; error when it is no positive number, or has more than 12 digits before the point.
  static Result<Quantity> parse(std::string_view text);
  std::string text() const;
  auto operator<=>(const Quantity&) const = default;
};

struct Contribution {
  ContributionId id;
  OrganizationId organization;
  AllianceId alliance;
  ContributionKind kind = ContributionKind::financial;
  std::string description;
  std::optional<Money> amount;  // of money given; of anything else, its declared value
  std::optional<Quantity> quantity;
  std::string unit;  // hours, panels, months of use
  ContributionState state = ContributionState::offered;
  Date since;  // of the state
};

/// A dated row: nothing is overwritten.
struct ContributionStep {
  ContributionState state = ContributionState::offered;
  Date on;
  std::string note;
  std::string recorded_by;
  Instant recorded_at;
};

/// A contribution with every state it has had, oldest first.
struct ContributionRecord {
  Contribution contribution;
  std::vector<ContributionStep> steps;
};

/// What was delivered of what stands committed (not cancelled), in one measure. Measures never add: neither currencies nor units
/// nor kinds.
struct Total {
  ContributionKind kind = ContributionKind::financial;
  std::string measure;  // currency or unit
  bool is_money = false;
  std::int64_t committed = 0;  // minor units or thousandths
  std::int64_t delivered = 0;
  int entries = 0;
};
/// By kind and measure. Money of the kind `financial` adds; of another kind the quantity adds, and only an entry without quantity
/// counts by its declared value. An entry with neither is in no total: `unvalued` counts them by kind.
struct Totals {
  std::vector<Total> rows;
  std::vector<std::pair<ContributionKind, int>> unvalued;
};
Totals totals(const std::vector<Contribution>& contributions);

struct ContributionInput {
  std::string kind = "financial";
  std::string description;
  std::string amount;
  std::string currency = "MXN";
  std::string quantity;
  std::string unit;
  std::string state = "offered";
  std::string since;
  std::string note;
};
/// The checked contribution without ids, or every field that is wrong. Money without an amount is an offer only.
Result<Contribution> parse(const ContributionInput& input);

struct StateInput {
  std::string state;
  std::string on;
  std::string note;
};

}  // namespace alianza::organizations
