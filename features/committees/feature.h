#pragma once
#include "platform/feature/feature.h"

namespace alianza::committees {

extern const feature::Feature manifest;

}  // namespace alianza::committees
