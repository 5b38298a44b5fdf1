#pragma once
#include "platform/feature/feature.h"

namespace alianza::portal {

/// /api/v1/portal…: the public tables as JSON.
void add_api(feature::Site& site);

}  // namespace alianza::portal
