#pragma once
#include "platform/feature/feature.h"

namespace alianza::campaigns {

void add_api(feature::Site& site);

}  // namespace alianza::campaigns
