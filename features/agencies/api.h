#pragma once
#include "platform/feature/feature.h"

namespace alianza::agencies {

/// /api/v1/agencies…
void add_api(feature::Site& site);

}  // namespace alianza::agencies
