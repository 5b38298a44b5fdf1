#pragma once
#include "platform/feature/feature.h"

namespace alianza::registrations {
extern const feature::Feature manifest;
}  // namespace alianza::registrations
