#pragma once
#include "platform/feature/feature.h"

namespace alianza::terms {

extern const feature::Feature manifest;

}  // namespace alianza::terms
