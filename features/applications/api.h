#pragma once
#include "platform/feature/feature.h"

namespace alianza::applications {

void add_api(feature::Site& site);

}  // namespace alianza::applications
