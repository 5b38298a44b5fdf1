#pragma once
#include "platform/feature/feature.h"

namespace alianza::portal {

/// /alliances/{alliance}/portal…: where the secretariat writes, publishes and takes away; and its panel on the alliance's first
/// page.
void add_office_pages(feature::Site& site);

}  // namespace alianza::portal
