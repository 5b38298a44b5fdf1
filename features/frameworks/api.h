#pragma once
#include "platform/feature/feature.h"

namespace alianza::frameworks {

void add_api(feature::Site& site);

}  // namespace alianza::frameworks
