#pragma once
// SQL of join preferences; only this feature's tables.
#include <optional>
#include <vector>

#include "features/preferences/preferences.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::preferences::store {

/// Replaces the one in force.
void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, const Statement& statement, auth::AccountId by);
/// In force, in the order they were made, with their choices: two queries.
std::vector<Statement> of_alliance(db::Tx& tx, AllianceId alliance);
std::optional<Statement> of_organization(db::Tx& tx, AllianceId alliance, OrganizationId organization);

void insert(db::Tx& tx, AgencyId agency, AllianceId alliance, const Assignment& assignment, auth::AccountId by);
/// Oldest first.
std::vector<Assignment> assignments(db::Tx& tx, AllianceId alliance);

struct Merging {
  std::int64_t id = 0;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging);
void unmerge(db::Tx& tx, const Merging& merging);

}  // namespace alianza::preferences::store
