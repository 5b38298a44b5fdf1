#pragma once
#include "platform/feature/feature.h"

namespace alianza::privacy {

/// /api/v1/agencies/{agency}/privacy-notice
void add_api(feature::Site& site);
/// /api/v1/agencies/{agency}/arco-requests…, /api/v1/account/arco-requests
void add_arco_api(feature::Site& site);

}  // namespace alianza::privacy
