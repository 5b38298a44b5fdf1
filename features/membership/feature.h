#pragma once
#include "platform/feature/feature.h"

namespace alianza::membership {

extern const feature::Feature manifest;

}  // namespace alianza::membership
