#pragma once
#include "platform/feature/feature.h"

namespace alianza::values {

/// organization.merged and organization.unmerged: KPIs follow their organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::values
