#pragma once
// Who may do what with what taking part brings.
#include "features/membership/membership.h"

namespace alianza::values {

/// The alliance's ranking of reasons.
bool may_read_ranking(const membership::Standing& standing);
/// Ranking and KPIs of one organisation: nobody but itself.
bool may_read(const membership::Standing& standing, membership::OrganizationId organization);
bool may_keep(const membership::Standing& standing, membership::OrganizationId organization);

}  // namespace alianza::values
