#pragma once
// Verbs of join preferences. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <vector>

#include "features/committees/actions.h"
#include "features/organizations/actions.h"
#include "features/preferences/preferences.h"
#include "platform/feature/act.h"

namespace alianza::preferences {

/// What the actor may read of an alliance's preferences: all of them, or those of their organisations.
struct Survey {
  alliances::Seen seen;
  bool all = false;
  bool may_assign = false;
  std::vector<OrganizationId> own;  // that the actor may state for
  std::vector<Statement> statements;
  std::vector<Assignment> assignments;
  std::vector<committees::Committee> bodies;  // that may be chosen, in the order of lists
  std::map<CommitteeId, std::vector<OrganizationId>> members;
};
/// Errors: not_found, forbidden (neither office nor seat).
Result<Survey> survey(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// The statement of one organisation, and what the actor may do with it. Errors: not_found (no such organisation here, or not for
/// the actor).
struct Seen {
  alliances::Seen seen;
  OrganizationId organization;
  std::optional<Statement> statement;
  std::vector<committees::Committee> bodies;
  bool may_state = false;
  bool may_assign = false;
};
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization);

/// Errors: not_found, forbidden, invalid by field.
Done state(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, const Input& input);
/// Makes it a member of that body. Errors: not_found, forbidden, invalid (`committee`, `since`, `reason`), conflict (it is one).
Done assign(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, const AssignmentInput& input);

/// Without asking who, for panels that have asked: how many chose each body of the alliance, by place.
std::map<CommitteeId, Count> counts(db::Tx& tx, AllianceId alliance);

using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::preferences
