#pragma once
#include "platform/feature/feature.h"

namespace alianza::registrations {
void add_api(feature::Site& site);
}  // namespace alianza::registrations
