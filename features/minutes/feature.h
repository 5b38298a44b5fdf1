#pragma once
#include "platform/feature/feature.h"

namespace alianza::minutes {
extern const feature::Feature manifest;
}  // namespace alianza::minutes
