#pragma once
#include "platform/feature/feature.h"

namespace alianza::terms {

/// /api/v1/alliances/{alliance}/terms…
void add_api(feature::Site& site);

}  // namespace alianza::terms
