#pragma once
#include "platform/feature/feature.h"

namespace alianza::preferences {

void add_api(feature::Site& site);

}  // namespace alianza::preferences
