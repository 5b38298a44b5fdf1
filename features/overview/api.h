#pragma once
#include "platform/feature/feature.h"

namespace alianza::overview {

void add_api(feature::Site& site);

}  // namespace alianza::overview
