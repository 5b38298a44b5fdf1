#pragma once
#include "platform/feature/feature.h"

namespace alianza::portal {

/// /api/v1/portal…: the public tables as JSON.
void add_api(feature::Site& site);
/// /api/v1/alliances/{alliance}/record, events, findings: for who keeps the record.
void add_office_api(feature::Site& site);

}  // namespace alianza::portal
