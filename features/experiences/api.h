#pragma once
#include "platform/feature/feature.h"

namespace alianza::experiences {

/// /api/v1/alliances/{alliance}/experiences…
void add_api(feature::Site& site);

}  // namespace alianza::experiences
