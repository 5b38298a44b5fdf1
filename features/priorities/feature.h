#pragma once
#include "platform/feature/feature.h"

namespace alianza::priorities {

extern const feature::Feature manifest;

}  // namespace alianza::priorities
