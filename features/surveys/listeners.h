#pragma once
#include "platform/feature/feature.h"

namespace alianza::surveys {

void add_listeners(feature::Site& site);

}  // namespace alianza::surveys
