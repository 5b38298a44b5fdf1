#pragma once
#include "platform/feature/feature.h"

namespace alianza::portal {

extern const feature::Feature manifest;

}  // namespace alianza::portal
