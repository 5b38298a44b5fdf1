#pragma once
#include "platform/feature/feature.h"

namespace alianza::values {

extern const feature::Feature manifest;

}  // namespace alianza::values
