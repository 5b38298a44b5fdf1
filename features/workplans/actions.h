#pragma once
// Verbs of work plans. Each runs inside the caller's transaction and leaves one audit line; who may is asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/committees/actions.h"
#include "features/organizations/actions.h"
#include "features/workplans/access.h"
#include "features/workplans/workplans.h"
#include "platform/feature/act.h"

namespace alianza::workplans {

inline constexpr int days_of_week = 7;

/// The plan of a body that the actor may read, and what they may do with it.
struct Seen {
  committees::SeenCommittee at;
  Ties ties;
  bool may_write = false;
  bool may_move(const Activity& activity) const;
};
/// Error: not_found (no such body, or its plan is not for the actor).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee);

struct Plan {
  std::vector<Area> areas;           // in order
  std::vector<Activity> activities;  // by area, then by last day
};
/// Without asking who.
Plan plan(db::Tx& tx, CommitteeId committee);
bool is_published(db::Tx& tx, CommitteeId committee);

/// At most `most_areas` and `most_activities` of one plan.
inline constexpr std::size_t most_areas = 40;
inline constexpr std::size_t most_activities = 500;
/// Errors of all that follow: not_found, forbidden, invalid by field, conflict.
Result<AreaId> add_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const AreaInput& input);
Done edit_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AreaId id,
               const AreaInput& input);
/// Conflict: it has activities.
Done remove_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AreaId id);
Result<ActivityId> add_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee,
                                const ActivityInput& input);
/// Conflict: somebody changed it first.
Done edit_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, ActivityId id,
                   const ActivityInput& input);
/// State and progress.
Done move_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, ActivityId id,
                   const MoveInput& input);
/// "1": everybody who reads the alliance as a member reads the plan; "0": its body alone. Conflict: it is so already.
Done set_published(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, std::string_view published);

struct SeenActivity {
  Seen seen;
  Activity activity;
  std::vector<Move> moves;  // oldest first
};
Result<SeenActivity> see_activity(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee,
                                  ActivityId id);

/// What is overdue or due within a week and the actor looks after: everything for who convenes, that of their bodies for
/// officers, and what their organisations answer for. The oldest first.
struct Due {
  std::vector<Activity> rows;
  std::map<CommitteeId, LocalizedText> names;
};
Due due_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen);

/// Two organisations become one: what `gone` answers for becomes that of `kept`; unmerge takes it back.
using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::workplans
