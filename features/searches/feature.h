#pragma once
#include "platform/feature/feature.h"

namespace alianza::searches {

extern const feature::Feature manifest;

}  // namespace alianza::searches
