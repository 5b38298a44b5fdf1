#pragma once
#include "platform/feature/feature.h"

namespace alianza::installations {

void add_api(feature::Site& site);

}  // namespace alianza::installations
