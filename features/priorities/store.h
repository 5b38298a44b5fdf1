#pragma once
// SQL of priorities, initiatives, the rule of the map and founding records; only this feature's tables.
#include <optional>
#include <vector>

#include "features/priorities/priorities.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::priorities::store {

void insert(db::Tx& tx, const Priority& priority, auth::AccountId by);
/// What ends a priority: its day, and why, or what stands in its place.
struct Ending {
  Date until;
  std::string reason;
  PriorityId replaced_by;
};
/// False when it had ended already.
bool end(db::Tx& tx, PriorityId id, const Ending& ending, auth::AccountId by);
std::optional<Priority> find(db::Tx& tx, AllianceId alliance, PriorityId id);
/// In force by weight, the greatest first; then past ones, the newest first.
std::vector<Priority> of_alliance(db::Tx& tx, AllianceId alliance);

void insert(db::Tx& tx, const Initiative& initiative, auth::AccountId by);
/// False when the row's version is no longer initiative.version; raises it by one otherwise.
bool update(db::Tx& tx, const Initiative& initiative, auth::AccountId by);
std::optional<Initiative> find(db::Tx& tx, AllianceId alliance, InitiativeId id);
/// By title.
std::vector<Initiative> initiatives(db::Tx& tx, AllianceId alliance);

/// Ends the one in force.
void set_rule(db::Tx& tx, AgencyId agency, AllianceId alliance, const Rule& rule, auth::AccountId by);
std::optional<Rule> rule_of(db::Tx& tx, AllianceId alliance);

struct Place {
  AgencyId agency;
  AllianceId alliance;
};
void insert(db::Tx& tx, const Place& at, const Record& record, auth::AccountId by);
std::optional<Record> record_of(db::Tx& tx, CommitteeId committee);
/// Of the committees that stand on one of these editions.
std::vector<Record> founded_on(db::Tx& tx, AllianceId alliance, const std::vector<results::ConsensusId>& consensuses);

/// Merge of organisations: initiatives of `gone` become those of `kept`, until unmerge().
void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone);
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone);

}  // namespace alianza::priorities::store
