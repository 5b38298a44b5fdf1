#pragma once
#include "platform/feature/feature.h"

namespace alianza::privacy {

void add_listeners(feature::Site& site);

}  // namespace alianza::privacy
