#pragma once
#include "platform/feature/feature.h"

namespace alianza::workplans {

void add_api(feature::Site& site);

}  // namespace alianza::workplans
