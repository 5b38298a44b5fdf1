#pragma once
#include "platform/feature/feature.h"

namespace alianza::surveys {

extern const feature::Feature manifest;

}  // namespace alianza::surveys
