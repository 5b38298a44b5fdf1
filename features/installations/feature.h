#pragma once
#include "platform/feature/feature.h"

namespace alianza::installations {

extern const feature::Feature manifest;

}  // namespace alianza::installations
