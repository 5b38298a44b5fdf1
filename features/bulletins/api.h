#pragma once
#include "platform/feature/feature.h"

namespace alianza::bulletins {

/// /api/v1/alliances/{alliance}/bulletins…
void add_api(feature::Site& site);

}  // namespace alianza::bulletins
