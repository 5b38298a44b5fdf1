#pragma once
#include "platform/feature/feature.h"

namespace alianza::courses {

extern const feature::Feature manifest;

}  // namespace alianza::courses
