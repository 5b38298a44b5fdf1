#pragma once
#include "platform/feature/feature.h"

namespace alianza::letters {

extern const feature::Feature manifest;

}  // namespace alianza::letters
