#pragma once
#include "platform/feature/feature.h"

namespace alianza::preferences {

void add_listeners(feature::Site& site);

}  // namespace alianza::preferences
