#pragma once
#include "platform/feature/feature.h"

namespace alianza::workplans {

void add_listeners(feature::Site& site);

}  // namespace alianza::workplans
