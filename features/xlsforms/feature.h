#pragma once
#include "platform/feature/feature.h"

namespace alianza::xlsforms {

extern const feature::Feature manifest;

}  // namespace alianza::xlsforms
