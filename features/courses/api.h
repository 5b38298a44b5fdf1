#pragma once
#include "platform/feature/feature.h"

namespace alianza::courses {

/// /api/v1/alliances/{alliance}/courses…
void add_api(feature::Site& site);

}  // namespace alianza::courses
