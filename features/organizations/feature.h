#pragma once
#include "platform/feature/feature.h"

namespace alianza::organizations {

extern const feature::Feature manifest;

}  // namespace alianza::organizations
