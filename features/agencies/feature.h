#pragma once
#include "platform/feature/feature.h"

namespace alianza::agencies {

extern const feature::Feature manifest;

}  // namespace alianza::agencies
