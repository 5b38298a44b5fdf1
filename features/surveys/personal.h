#pragma once
#include "platform/feature/feature.h"

namespace alianza::surveys {

/// What this feature keeps of persons (platform/feature/personal.h).
void add_personal(feature::Site& site);

}  // namespace alianza::surveys
