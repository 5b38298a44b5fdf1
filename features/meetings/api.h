#pragma once
#include "platform/feature/feature.h"

namespace alianza::meetings {

/// /api/v1/alliances/{alliance}/meetings…
void add_api(feature::Site& site);

}  // namespace alianza::meetings
