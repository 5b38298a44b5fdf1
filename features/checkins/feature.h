#pragma once
#include "platform/feature/feature.h"

namespace alianza::checkins {
extern const feature::Feature manifest;
}  // namespace alianza::checkins
