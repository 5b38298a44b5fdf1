#pragma once
// Verbs of engagements. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/engagements/engagements.h"
#include "platform/feature/act.h"

namespace alianza::engagements {

struct Filter {
  std::optional<Kind> kind;
  std::optional<State> state;
};
struct Listed {
  Engagement engagement;
  std::int64_t organizations = 0;  // in it now
  std::int64_t people = 0;
};
struct List {
  alliances::Seen seen;
  std::vector<Listed> rows;       // of the filter, newest first
  std::vector<KindCount> counts;  // of all
  bool may_open = false;
};
/// Errors: not_found, forbidden.
Result<List> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const Filter& filter);

struct SeenJoin {
  Join join;         // its note empty when the actor may not read it
  std::string name;  // of the organisation
  bool may_leave = false;
};
struct SeenEngagement {
  alliances::Seen seen;
  Engagement engagement;
  std::vector<SeenJoin> joins;           // in the order in which they joined, also those that left
  std::vector<OrganizationId> joinable;  // those the actor acts for that are not in it
  bool is_full = false;
  bool may_keep = false;
};
/// Errors: not_found, forbidden.
Result<SeenEngagement> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, EngagementId id);

/// Errors: not_found, forbidden, invalid by field.
Result<EngagementId> open(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input);
/// Errors: as open(); conflict (ended, or somebody saved first).
Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, const Input& input);
/// With what resulted. Errors: not_found, forbidden, conflict (ended already), invalid (`result_es`, `result_en`).
Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view result_es,
           std::string_view result_en);
/// Errors: not_found, forbidden, conflict (ended already), invalid (`reason`).
Done cancel(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view reason);

/// Errors: not_found, forbidden, conflict (ended, full, or in it already), invalid (`organization`, `people`, `note`).
Done join(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, const JoinInput& input);
/// Errors: not_found, forbidden, conflict (ended, or not in it), invalid (`organization`).
Done leave(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view organization);

/// In which an organisation is, newest first, cancelled ones left out; for features that have asked who.
std::vector<Engagement> of_organization(db::Tx& tx, AllianceId alliance, OrganizationId organization);

/// For the listeners of organization.merged and organization.unmerged.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::engagements
