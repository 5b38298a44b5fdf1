#pragma once
#include "platform/feature/feature.h"

namespace alianza::committees {

/// organization.merged and organization.unmerged: memberships follow their organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::committees
