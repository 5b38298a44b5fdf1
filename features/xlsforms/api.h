#pragma once
#include "platform/feature/feature.h"

namespace alianza::xlsforms {

void add_api(feature::Site& site);

}  // namespace alianza::xlsforms
