#pragma once
// Words and rules of join preferences (features/preferences/README.md): R-046. No SQL, no HTTP.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/committees/committees.h"

namespace alianza::preferences {

using committees::CommitteeId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using StatementId = Id<struct PreferenceStatementTag>;

inline constexpr std::size_t most_choices = 5;

struct Statement {
  StatementId id;
  OrganizationId organization;
  std::string note;
  Instant at;
  std::vector<CommitteeId> choices;  // in order
};

struct Assignment {
  OrganizationId organization;
  CommitteeId committee;
  Date since;
  std::string reason;
};

/// Of one body: how many organisations chose it in each place, from the first.
using Count = std::vector<int>;
std::map<CommitteeId, Count> count(const std::vector<Statement>& statements);

/// A body that organisations may choose on that day.
bool may_be_chosen(const committees::Committee& committee, Date today);

struct Input {
  std::vector<std::string> choices;  // ids in order; empty ones are left out
  std::string note;
};
struct Wanted {
  std::vector<CommitteeId> choices;
  std::string note;
};
/// Errors by field: choice_1 … choice_5 (not of `open`, chosen twice; the first when there is none), note.
Result<Wanted> parse(const Input& input, const std::vector<CommitteeId>& open);
/// "choice_2"
std::string choice_field(std::size_t place);

struct AssignmentInput {
  std::string committee;
  std::string since;
  std::string reason;
};

}  // namespace alianza::preferences
