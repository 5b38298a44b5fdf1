#pragma once
#include "platform/feature/feature.h"

namespace alianza::meetings {

extern const feature::Feature manifest;

}  // namespace alianza::meetings
