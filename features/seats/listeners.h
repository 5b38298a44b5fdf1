#pragma once
#include "platform/feature/feature.h"

namespace alianza::seats {

/// organization.merged, organization.unmerged: seats follow. contact.left: the seat of who left ends.
void add_listeners(feature::Site& site);

}  // namespace alianza::seats
