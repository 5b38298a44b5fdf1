#pragma once
#include "platform/feature/feature.h"

namespace alianza::seats {

/// /api/v1/alliances/{alliance}/organizations/{organization}/seats.
void add_api(feature::Site& site);

}  // namespace alianza::seats
