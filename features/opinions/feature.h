#pragma once
#include "platform/feature/feature.h"

namespace alianza::opinions {

extern const feature::Feature manifest;

}  // namespace alianza::opinions
