#pragma once
#include "platform/feature/feature.h"

namespace alianza::experiences {

extern const feature::Feature manifest;

}  // namespace alianza::experiences
