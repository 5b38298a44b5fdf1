#pragma once
#include "platform/feature/feature.h"

namespace alianza::accounts {

extern const feature::Feature manifest;

}  // namespace alianza::accounts
