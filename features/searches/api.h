#pragma once
#include "platform/feature/feature.h"

namespace alianza::searches {

/// /api/v1/alliances/{alliance}/search
void add_api(feature::Site& site);

}  // namespace alianza::searches
