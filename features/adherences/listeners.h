#pragma once
#include "platform/feature/feature.h"

namespace alianza::adherences {

void add_listeners(feature::Site& site);

}  // namespace alianza::adherences
