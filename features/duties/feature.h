#pragma once
#include "platform/feature/feature.h"

namespace alianza::duties {

extern const feature::Feature manifest;

}  // namespace alianza::duties
