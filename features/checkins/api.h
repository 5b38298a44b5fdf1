#pragma once
#include "platform/feature/feature.h"

namespace alianza::checkins {
void add_api(feature::Site& site);
}  // namespace alianza::checkins
