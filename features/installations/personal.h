#pragma once
#include "platform/feature/feature.h"

namespace alianza::installations {

void add_personal(feature::Site& site);

}  // namespace alianza::installations
