#pragma once
#include "platform/feature/feature.h"

namespace alianza::alliances {

extern const feature::Feature manifest;

}  // namespace alianza::alliances
