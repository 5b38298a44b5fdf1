#pragma once
// SQL of opinions, dormancy rules and alerts. An opinion is inserted and withdrawn, never changed.
#include <optional>
#include <vector>

#include "features/opinions/opinions.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::opinions::store {

void insert(db::Tx& tx, const Opinion& opinion, auth::AccountId by);
/// False when it was withdrawn already.
bool withdraw(db::Tx& tx, OpinionId id, const std::string& reason, auth::AccountId by);
/// Newest first.
std::vector<Opinion> of_committee(db::Tx& tx, CommitteeId committee, int limit);
std::optional<Opinion> find(db::Tx& tx, CommitteeId committee, OpinionId id);
int next_number(db::Tx& tx, CommitteeId committee);
/// The newest day of an opinion that was not withdrawn.
std::optional<Date> last_opinion(db::Tx& tx, CommitteeId committee);

/// 0 months ends the one in force.
void set_rule(db::Tx& tx, const Rule& rule, auth::AccountId by);
std::optional<Rule> rule_of(db::Tx& tx, CommitteeId committee);
/// In force, by body.
std::vector<Rule> rules(db::Tx& tx, AllianceId alliance);
/// Alliances with a rule in force or an open alert.
std::vector<AllianceId> alliances(db::Tx& tx);

/// False when that body and last sign have one already.
bool raise(db::Tx& tx, const Alert& alert);
void close(db::Tx& tx, const Alert& alert, std::optional<auth::AccountId> by);
std::optional<Alert> find_alert(db::Tx& tx, CommitteeId committee, DormancyId id);
/// Oldest first.
std::vector<Alert> open_alerts(db::Tx& tx, AllianceId alliance);
/// Newest first.
std::vector<Alert> alerts_of(db::Tx& tx, CommitteeId committee, int limit);

}  // namespace alianza::opinions::store
