#pragma once
#include "platform/feature/feature.h"

namespace alianza::engagements {

/// /api/v1/alliances/{alliance}/engagements…
void add_api(feature::Site& site);

}  // namespace alianza::engagements
