#pragma once
#include "platform/feature/feature.h"

namespace alianza::cadences {
void add_api(feature::Site& site);
}  // namespace alianza::cadences
