#pragma once
#include "platform/feature/feature.h"

namespace alianza::frameworks {

extern const feature::Feature manifest;

}  // namespace alianza::frameworks
