#pragma once
#include "platform/feature/feature.h"

namespace alianza::preferences {

extern const feature::Feature manifest;

}  // namespace alianza::preferences
