#pragma once
#include "platform/feature/feature.h"

namespace alianza::opinions {

void add_api(feature::Site& site);

}  // namespace alianza::opinions
