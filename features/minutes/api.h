#pragma once
#include "platform/feature/feature.h"

namespace alianza::minutes {
void add_api(feature::Site& site);
}  // namespace alianza::minutes
