#pragma once
#include "platform/feature/feature.h"

namespace alianza::results {

extern const feature::Feature manifest;

}  // namespace alianza::results
