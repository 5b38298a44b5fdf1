#pragma once
#include "platform/feature/feature.h"

namespace alianza::engagements {

extern const feature::Feature manifest;

}  // namespace alianza::engagements
