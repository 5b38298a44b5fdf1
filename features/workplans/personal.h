#pragma once
#include "platform/feature/feature.h"

namespace alianza::workplans {

void add_personal(feature::Site& site);

}  // namespace alianza::workplans
