#pragma once
#include "platform/feature/feature.h"

namespace alianza::adherences {

void add_api(feature::Site& site);

}  // namespace alianza::adherences
