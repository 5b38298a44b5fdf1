#pragma once
#include "platform/feature/feature.h"

namespace alianza::accounts {

/// /api/v1/account… (one's own) and /api/v1/accounts… (the operator's).
void add_api(feature::Site& site);

}  // namespace alianza::accounts
