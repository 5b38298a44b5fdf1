#pragma once
// SQL of installation acts. An act is inserted and never changed: there is no statement that would.
#include <optional>
#include <vector>

#include "features/installations/installations.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::installations::store {

void insert(db::Tx& tx, const Installation& installation, auth::AccountId by);
/// Newest first.
std::vector<Installation> editions(db::Tx& tx, CommitteeId committee);
/// The first day of each installed body of an alliance.
struct Installed {
  CommitteeId committee;
  Date on;
};
std::vector<Installed> installed(db::Tx& tx, AllianceId alliance);
/// The next number of that agency and year, from 1; whoever asks at the same time waits.
int next_folio(db::Tx& tx, AgencyId agency, int year);

void publish(db::Tx& tx, const Installation& installation, auth::AccountId by);
void withdraw(db::Tx& tx, InstallationId id, auth::AccountId by);

}  // namespace alianza::installations::store
