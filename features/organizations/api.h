#pragma once
#include <memory>

#include "features/organizations/listing.h"
#include "platform/feature/feature.h"

namespace alianza::organizations {

/// /api/v1/alliances/{alliance}/organizations…
void add_api(feature::Site& site, const std::shared_ptr<CountMemory>& memory);

}  // namespace alianza::organizations
