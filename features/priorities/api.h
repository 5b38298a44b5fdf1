#pragma once
#include "platform/feature/feature.h"

namespace alianza::priorities {

void add_api(feature::Site& site);

}  // namespace alianza::priorities
