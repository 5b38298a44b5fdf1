#pragma once
// SQL of engagements; only this feature's tables.
#include <optional>
#include <vector>

#include "features/engagements/engagements.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::engagements::store {

/// More are not listed on one page: narrow by the filters.
inline constexpr int most_listed = 1000;

void insert(db::Tx& tx, const Engagement& engagement, auth::AccountId by);
/// False when the row's version is no longer engagement.version; raises it by one otherwise. `by`: who ended it, or 0.
bool update(db::Tx& tx, const Engagement& engagement, auth::AccountId by);
std::optional<Engagement> find(db::Tx& tx, AllianceId alliance, EngagementId id);
/// Newest first.
std::vector<Engagement> of_alliance(db::Tx& tx, AllianceId alliance);

void insert(db::Tx& tx, AgencyId agency, const Join& join, auth::AccountId by);
void leave(db::Tx& tx, JoinId join, Date on, auth::AccountId by);
/// In the order in which they joined, also those that left.
std::vector<Join> joins(db::Tx& tx, EngagementId id);
/// In force, of every engagement of the alliance.
std::vector<Join> joins_of_alliance(db::Tx& tx, AllianceId alliance);

/// The rows of `gone` become those of `kept`; unmerge() takes back what that merge moved.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::engagements::store
