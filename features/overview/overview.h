#pragma once
// Words and rules of how an alliance stands (features/overview/README.md). No SQL, no HTTP.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"
#include "features/membership/membership.h"
#include "features/organizations/listing.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace alianza::overview {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;

/// Of the members of a committee in force.
struct SmeShare {
  std::int64_t smes = 0;
  std::int64_t members = 0;
  std::int64_t unknown = 0;  // of the members: nobody knows their size
  /// Rounded half up; nothing without members.
  std::optional<std::int64_t> percent() const;
  /// Less than the target, before rounding. A committee without members is not.
  bool is_below(std::int64_t target_percent) const;
};

struct Target {
  std::int64_t percent = 0;  // 0: none
  std::string set_by;
  std::optional<Instant> set_at;
};
/// 0 … 100, or invalid (`percent`). Empty: 0.
Result<std::int64_t> parse_percent(std::string_view typed);

/// Where a committee stands.
struct CommitteeState {
  committees::Committee committee;
  SmeShare share;
  int months_met = 0;  // of the last twelve
  std::optional<Date> next_on;
  std::int64_t open = 0;     // agreements
  std::int64_t overdue = 0;  // of these
};

/// How those of one type came to the alliance: one count for each of organizations::origins().
struct OriginRow {
  organizations::OrganizationType type = organizations::OrganizationType::unspecified;
  std::vector<std::int64_t> counts;
  std::int64_t all = 0;
};
/// One row for each type that there is, in the order of the types.
std::vector<OriginRow> origin_rows(const std::vector<organizations::Partner>& partners);

/// An organisation that owes an answer.
struct Silence {
  enum class Of { invitation, agreement } of = Of::invitation;
  OrganizationId organization;
  std::string organization_name;
  std::string person;  // who was written to, or answers for it
  std::string what;    // name of the campaign, text of the agreement
  std::int64_t of_id = 0;
  std::int64_t within_id = 0;  // of an invitation: its campaign
  Date since;                  // of the letter; the day on which it was due
  std::int64_t reminders = 0;
};
/// The longest wait first; at one day by name.
void put_in_order(std::vector<Silence>& rows);

}  // namespace alianza::overview
