#pragma once
#include "platform/feature/feature.h"

namespace alianza::document {

extern const feature::Feature manifest;

}  // namespace alianza::document
