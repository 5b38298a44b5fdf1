#pragma once
#include "platform/feature/feature.h"

namespace alianza::surveys {

void add_api(feature::Site& site);
void add_design_api(feature::Site& site);

}  // namespace alianza::surveys
