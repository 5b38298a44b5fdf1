#pragma once
#include "platform/feature/feature.h"

namespace alianza::cadences {
extern const feature::Feature manifest;
}  // namespace alianza::cadences
