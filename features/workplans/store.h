#pragma once
// SQL of work plans; only this feature's tables.
#include <optional>
#include <vector>

#include "features/workplans/workplans.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::workplans::store {

void insert(db::Tx& tx, const committees::Committee& committee, const Area& area, auth::AccountId by);
void update(db::Tx& tx, const Area& area);
void remove(db::Tx& tx, AreaId id);
/// In order.
std::vector<Area> areas(db::Tx& tx, CommitteeId committee);
bool has_activities(db::Tx& tx, AreaId id);

void insert(db::Tx& tx, const Activity& activity, auth::AccountId by);
/// False when the version is no longer activity.version; raises it by one otherwise.
bool update(db::Tx& tx, const Activity& activity);
std::optional<Activity> find(db::Tx& tx, CommitteeId committee, ActivityId id);
/// By last day.
std::vector<Activity> activities(db::Tx& tx, CommitteeId committee);
/// Open ones of an alliance whose last day is not after `until`, the oldest first.
std::vector<Activity> due(db::Tx& tx, AllianceId alliance, Date until);

void insert_move(db::Tx& tx, const Activity& activity, const std::string& note, auth::AccountId by);
/// Oldest first.
std::vector<Move> moves(db::Tx& tx, ActivityId id);

bool is_published(db::Tx& tx, CommitteeId committee);
void publish(db::Tx& tx, const committees::Committee& committee, auth::AccountId by);
void withdraw(db::Tx& tx, CommitteeId committee, auth::AccountId by);

struct Merging {
  std::int64_t id = 0;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging);
void unmerge(db::Tx& tx, const Merging& merging);

}  // namespace alianza::workplans::store
