#pragma once
#include "platform/feature/feature.h"

namespace alianza::privacy {

extern const feature::Feature manifest;

}  // namespace alianza::privacy
