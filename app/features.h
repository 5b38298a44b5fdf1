#pragma once
#include <vector>

#include "platform/feature/feature.h"

namespace alianza {

/// The one list that names every feature, lower ones first.
std::vector<const feature::Feature*> features();

}  // namespace alianza
