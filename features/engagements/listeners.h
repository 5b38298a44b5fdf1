#pragma once
#include "platform/feature/feature.h"

namespace alianza::engagements {

/// organization.merged and organization.unmerged: those who joined follow their organisation.
void add_listeners(feature::Site& site);

}  // namespace alianza::engagements
