#pragma once
#include "platform/feature/feature.h"

namespace alianza::experiences {

/// organization.merged and organization.unmerged: experiences follow their organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::experiences
