#pragma once
#include "platform/feature/feature.h"

namespace alianza::privacy {

/// /api/v1/agencies/{agency}/privacy-notice
void add_api(feature::Site& site);

}  // namespace alianza::privacy
