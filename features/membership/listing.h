#pragma once
// Participation as other features list it, without asking who: after the caller has asked.
#include <vector>

#include "features/membership/membership.h"

namespace alianza::db {
class Tx;
}

namespace alianza::membership {

/// Every row of every organisation in an alliance, oldest first. One query.
std::vector<Participation> participations(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::membership
