#pragma once
#include "platform/feature/feature.h"

namespace alianza::values {

/// /api/v1/alliances/{alliance}/value and …/organizations/{organization}/value…
void add_api(feature::Site& site);

}  // namespace alianza::values
