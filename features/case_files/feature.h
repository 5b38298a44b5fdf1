#pragma once
#include "platform/feature/feature.h"

namespace alianza::case_files {

extern const feature::Feature manifest;

}  // namespace alianza::case_files
