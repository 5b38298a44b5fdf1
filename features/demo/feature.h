#pragma once
#include "platform/feature/feature.h"

namespace alianza::demo {

extern const feature::Feature manifest;

}  // namespace alianza::demo
