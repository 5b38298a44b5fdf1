#pragma once
// SQL of cadences and their alerts.
#include <optional>
#include <vector>

#include "features/cadences/cadences.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::cadences::store {

void insert(db::Tx& tx, const Cadence& cadence, auth::AccountId by);
/// Ends the one in force; false when there is none.
bool end(db::Tx& tx, CommitteeId committee);
std::optional<Cadence> in_force(db::Tx& tx, CommitteeId committee);
/// In force, by committee.
std::vector<Cadence> of_alliance(db::Tx& tx, AllianceId alliance);
/// Alliances with a cadence in force or an open alert.
std::vector<AllianceId> alliances(db::Tx& tx);

/// False when that committee and period have one already.
bool raise(db::Tx& tx, const Alert& alert);
void close(db::Tx& tx, const Alert& alert, std::optional<auth::AccountId> by);
std::optional<Alert> find(db::Tx& tx, CommitteeId committee, AlertId id);
/// Oldest first.
std::vector<Alert> open_of_alliance(db::Tx& tx, AllianceId alliance);
/// Newest first, at most `limit`.
std::vector<Alert> of_committee(db::Tx& tx, CommitteeId committee, int limit);
/// First days of the periods for which there is an alert, open or closed.
struct Raised {
  CommitteeId committee;
  Date first;
};
std::vector<Raised> raised(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::cadences::store
