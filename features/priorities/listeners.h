#pragma once
#include "platform/feature/feature.h"

namespace alianza::priorities {

/// Organisations that are merged, and parted again.
void add_listeners(feature::Site& site);

}  // namespace alianza::priorities
