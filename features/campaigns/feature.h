#pragma once
#include "platform/feature/feature.h"

namespace alianza::campaigns {

extern const feature::Feature manifest;

}  // namespace alianza::campaigns
