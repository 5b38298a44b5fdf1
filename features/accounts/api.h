#pragma once
#include "platform/feature/routes.h"

namespace alianza::accounts {

/// /api/v1/account…, /api/v1/accounts…
void add_api(feature::Site& site);
/// Below /api/v1/account: one's own second factor.
void add_second_factor_api(const feature::Api& own);

}  // namespace alianza::accounts
