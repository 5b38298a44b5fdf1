#pragma once
// SQL of applications.
#include <optional>
#include <string>
#include <vector>

#include "features/applications/applications.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::applications::store {

void insert(db::Tx& tx, const Application& application, const std::string& network);
/// What is decided of it. `by` 0: whoever holds the link.
void update(db::Tx& tx, const Application& application, auth::AccountId by);
std::optional<Application> find(db::Tx& tx, ApplicationId id);
/// Newest first; `before` 0: from the newest.
std::vector<Application> page(db::Tx& tx, AllianceId alliance, State state, ApplicationId before, int limit);
/// Of a state, the one that has waited longest first.
std::vector<Application> oldest(db::Tx& tx, AllianceId alliance, State state, int limit);
/// Of members, newest first.
std::vector<Application> proposed(db::Tx& tx, AllianceId alliance, int limit);
std::int64_t open_of_proposer(db::Tx& tx, AllianceId alliance, OrganizationId proposer);
std::int64_t count(db::Tx& tx, AllianceId alliance, State state);

std::int64_t since_of_network(db::Tx& tx, const std::string& network, Instant since);
std::int64_t since_of_alliance(db::Tx& tx, AllianceId alliance, Instant since);
/// Of this address neither confirmed nor decided, or not decided yet.
bool has_open(db::Tx& tx, AllianceId alliance, const Email& email);

/// Deletes what was not confirmed before that moment; how many.
std::int64_t forget_unconfirmed(db::Tx& tx, Instant before, int limit);
/// Empties the networks of what came before that moment.
std::int64_t forget_networks(db::Tx& tx, Instant before, int limit);
/// Empties who asked, of what was decided before that moment.
std::int64_t forget_persons(db::Tx& tx, Instant before, int limit);

}  // namespace alianza::applications::store
