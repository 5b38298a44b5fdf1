#pragma once
#include "platform/feature/feature.h"

namespace alianza::seats {

extern const feature::Feature manifest;

}  // namespace alianza::seats
