#pragma once
// SQL of experiences; only this feature's tables.
#include <optional>
#include <vector>

#include "features/experiences/experiences.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::experiences::store {

void insert(db::Tx& tx, const Experience& experience, auth::AccountId by);
/// False when the row's version is no longer experience.version; raises it by one otherwise.
bool update(db::Tx& tx, const Experience& experience);
void set_state(db::Tx& tx, const Experience& experience, auth::AccountId by);
std::optional<Experience> find(db::Tx& tx, AllianceId alliance, ExperienceId id);
/// Newest first, before `before`.
std::vector<Experience> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<ExperienceId> before, int limit);
/// Those of the ids that are of the alliance, in no order.
std::vector<Experience> of_ids(db::Tx& tx, AllianceId alliance, const std::vector<ExperienceId>& ids);
/// Of every alliance, by id, beyond `after`.
std::vector<Experience> after(db::Tx& tx, ExperienceId after, int limit);
/// The rows of `gone` become those of `kept`; unmerge() takes back what that merge moved.
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::experiences::store
