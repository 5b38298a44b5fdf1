#pragma once
#include "platform/feature/feature.h"

namespace alianza::document {

/// /api/v1/alliances/{alliance}/documents…
void add_api(feature::Site& site);

}  // namespace alianza::document
