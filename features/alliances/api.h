#pragma once
#include "platform/feature/feature.h"

namespace alianza::alliances {

/// /api/v1/alliances… and /api/v1/agencies/{agency}/alliances
void add_api(feature::Site& site);

}  // namespace alianza::alliances
