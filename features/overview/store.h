#pragma once
// SQL of the targets.
#include "features/overview/overview.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::overview::store {

/// The one that holds.
Target target(db::Tx& tx, AllianceId alliance);
void set_target(db::Tx& tx, AgencyId agency, AllianceId alliance, std::int64_t percent, const auth::Actor& by);

}  // namespace alianza::overview::store
