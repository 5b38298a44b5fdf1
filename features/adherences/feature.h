#pragma once
#include "platform/feature/feature.h"

namespace alianza::adherences {

extern const feature::Feature manifest;

}  // namespace alianza::adherences
