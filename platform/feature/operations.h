#pragma once
#include "platform/feature/feature.h"

namespace alianza::feature {

/// /healthz (200 "ok" when the database answers, else 503) and /metrics (Prometheus; this machine only, or with the configured token).
void add_operations_routes(Site& site);

}  // namespace alianza::feature
