#pragma once
#include "platform/feature/feature.h"

namespace alianza::registrations {
void add_listeners(feature::Site& site);
}  // namespace alianza::registrations
