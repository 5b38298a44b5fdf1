#pragma once
#include "platform/feature/feature.h"

namespace alianza::imports {

void add_api(feature::Site& site);

}  // namespace alianza::imports
