#pragma once
#include "platform/feature/feature.h"

namespace alianza::feature {

/// /healthz (200 "ok" when the database answers, else 503) and /metrics (Prometheus; this machine only, or with the configured
/// token).
void add_operations_routes(Site& site);

/// What /metrics tells of the database. Holds it open, so only a serving program calls this.
void register_gauges(const db::Database& db);

}  // namespace alianza::feature
