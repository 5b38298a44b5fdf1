#pragma once
#include "platform/feature/feature.h"

namespace alianza::imports {

extern const feature::Feature manifest;

}  // namespace alianza::imports
