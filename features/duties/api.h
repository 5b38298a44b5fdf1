#pragma once
#include "platform/feature/feature.h"

namespace alianza::duties {

/// /api/v1/alliances/{alliance}/duties…
void add_api(feature::Site& site);

}  // namespace alianza::duties
