#pragma once
#include "platform/feature/feature.h"

namespace alianza::workplans {

extern const feature::Feature manifest;

}  // namespace alianza::workplans
