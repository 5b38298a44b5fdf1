#pragma once
// What there is to know of an alliance at one look, asked of those who keep it. Each runs inside the caller's transaction.
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/organizations/listing.h"
#include "features/overview/overview.h"
#include "platform/feature/act.h"

namespace alianza::overview {

struct Participation {
  std::int64_t invited = 0;
  std::int64_t active = 0;
  std::int64_t suspended = 0;
  std::int64_t withdrawn = 0;
};
struct Commitments {
  std::int64_t open = 0;
  std::int64_t overdue = 0;  // of the open ones
  std::int64_t done = 0;
};
struct Overview {
  alliances::Seen seen;
  std::vector<alliances::StageClock> clocks;  // four, in order
  alliances::Progress conditions;             // of the stage
  Participation participation;
  Commitments commitments;
  std::vector<CommitteeState> committees;  // in force
  Target target;
  std::vector<Silence> silent;  // the first ones
  std::int64_t silences = 0;    // of all
  bool may_set_target = false;
};
inline constexpr int silent_shown = 12;
/// Errors: not_found, forbidden.
Result<Overview> overview(db::Tx& tx, organizations::CountMemory& memory, const auth::MaybeActor& actor, AllianceId alliance);

struct Silent {
  alliances::Seen seen;
  std::vector<Silence> rows;  // the longest wait first, at most `most`
  std::int64_t all = 0;
};
/// Errors: not_found, forbidden.
Result<Silent> silent(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, int most);

struct OriginFilter {
  std::optional<organizations::Origin> origin;
  std::optional<organizations::OrganizationType> type;
};
struct Origins {
  alliances::Seen seen;
  std::vector<OriginRow> table;                // of all partners
  std::vector<organizations::Partner> chosen;  // those of the filter, by name
};
/// Errors: not_found, forbidden.
Result<Origins> origins(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const OriginFilter& filter);

/// Committees in which the actor holds an office or sits for a member; empty for everybody else.
struct OwnCommittee {
  CommitteeState state;
  bool officer = false;
};
std::vector<OwnCommittee> own_committees(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

/// Errors: not_found, forbidden, invalid (`percent`).
Done set_target(db::Tx& tx, const feature::Act& act, AllianceId alliance, std::string_view percent);

}  // namespace alianza::overview
