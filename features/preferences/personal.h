#pragma once
#include "platform/feature/feature.h"

namespace alianza::preferences {

void add_personal(feature::Site& site);

}  // namespace alianza::preferences
