#pragma once
#include "platform/feature/feature.h"

namespace alianza::applications {

extern const feature::Feature manifest;

}  // namespace alianza::applications
