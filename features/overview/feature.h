#pragma once
#include "platform/feature/feature.h"

namespace alianza::overview {

extern const feature::Feature manifest;

}  // namespace alianza::overview
