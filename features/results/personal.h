#pragma once
#include "platform/feature/feature.h"

namespace alianza::results {

void add_personal(feature::Site& site);

}  // namespace alianza::results
