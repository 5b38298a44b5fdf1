#pragma once
// SQL of evidence.
#include <vector>

#include "features/minutes/evidence.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::minutes::store {

/// In the order in which they were added.
std::vector<Evidence> evidence(db::Tx& tx, AgreementId agreement);
void insert(db::Tx& tx, AgencyId agency, const Evidence& evidence, auth::AccountId by);

}  // namespace alianza::minutes::store
