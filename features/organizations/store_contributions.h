#pragma once
// SQL of contributions and their steps.
#include <optional>
#include <vector>

#include "features/organizations/contributions.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::organizations::store {

/// With its first step, which it gives.
ContributionStep insert(db::Tx& tx, AgencyId agency, const Contribution& contribution, const auth::Actor& by,
                        const std::string& note);
std::optional<Contribution> find_contribution(db::Tx& tx, OrganizationId organization, ContributionId id);
/// Given to one alliance, or (absent) to all; oldest first.
std::vector<Contribution> contributions(db::Tx& tx, OrganizationId organization, std::optional<AllianceId> alliance);
/// How many contributions one organisation gives to one alliance, counted to `limit`.
std::int64_t count_contributions(db::Tx& tx, OrganizationId organization, AllianceId alliance, std::int64_t limit);
/// False when the state is no longer `from`.
bool put_state(db::Tx& tx, ContributionId id, ContributionState from, const ContributionStep& step, const auth::Actor& by);
/// Oldest first.
std::vector<ContributionStep> steps(db::Tx& tx, ContributionId id);
void move_contribution(db::Tx& tx, ContributionId id, OrganizationId to);

/// What kinds active organisations give to an alliance, each once.
struct KindRow {
  OrganizationId organization;
  ContributionKind kind = ContributionKind::financial;
  static void columns(auto& v, KindRow& row) { v(row.organization, row.kind); }
};
std::vector<KindRow> kinds_offered(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::organizations::store
