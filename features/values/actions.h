#pragma once
// Verbs of what taking part brings. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "features/alliances/actions.h"
#include "features/values/values.h"
#include "platform/feature/act.h"

namespace alianza::values {

struct Ranking {
  alliances::Seen seen;
  std::int64_t organizations = 0;                           // active ones that ranked
  std::vector<ReasonCount> rows;                            // empty below least_rankings
  std::vector<LocalizedText> told;                          // the reasons that the alliance published, in their order
  std::vector<std::pair<OrganizationId, std::string>> own;  // whose dashboard the actor may read
};
/// Errors: not_found, forbidden.
Result<Ranking> ranking(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// A result that a measure can come from.
struct Choice {
  Origin origin;
  LocalizedText title;
};
struct KpiBook {
  Kpi kpi;
  std::vector<Measure> measures;  // by day
};
struct Dashboard {
  alliances::Seen seen;
  OrganizationId organization;
  std::string name;
  std::optional<Ranks> ranks;
  std::vector<LocalizedText> told;
  std::vector<KpiBook> kpis;    // by area, retired ones last
  std::vector<Choice> results;  // its experiences, its engagements
  bool may_keep = false;
};
/// Errors: not_found (none of the alliance, or not the actor's).
Result<Dashboard> dashboard(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization);

// Errors of all: as dashboard(); forbidden.

/// Also: invalid by field (each named as its reason).
Done rank(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
          const std::array<std::string, reason_count>& typed);
/// Also: invalid by field.
Result<KpiId> add_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization,
                      const KpiInput& input);
/// Also: invalid by field; conflict (retired, or somebody saved first).
Done edit_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
              const KpiInput& input);
/// Also: invalid by field; conflict (retired).
Done measure(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
             const MeasureInput& input);
/// Also: invalid (`reason`); conflict (retired already).
Done retire_kpi(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, KpiId id,
                std::string_view reason);

/// For the listeners of organization.merged and organization.unmerged.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::values
