#pragma once
#include "platform/feature/feature.h"

namespace alianza::case_files {

/// /api/v1/alliances/{alliance}/case-files…
void add_api(feature::Site& site);

}  // namespace alianza::case_files
