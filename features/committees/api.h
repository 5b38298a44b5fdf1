#pragma once
#include "platform/feature/feature.h"

namespace alianza::committees {

/// /api/v1/alliances/{alliance}/committees…
void add_api(feature::Site& site);

}  // namespace alianza::committees
