#pragma once
#include "platform/feature/feature.h"

namespace alianza::meetings {

/// organization.merged and organization.unmerged: attendance follows its organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::meetings
