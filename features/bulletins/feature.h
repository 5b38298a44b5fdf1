#pragma once
#include "platform/feature/feature.h"

namespace alianza::bulletins {

extern const feature::Feature manifest;

}  // namespace alianza::bulletins
