#pragma once
// What is counted and logged of each answer. Inside the room only.
#include <array>
#include <string>
#include <string_view>

#include "platform/http/request.h"
#include "platform/log/metrics.h"

namespace alianza::http {

struct RouteMetrics {
  std::array<metrics::Counter*, 5> by_class{};  // 1xx … 5xx
  metrics::Histogram* seconds = nullptr;
};
RouteMetrics make_route_metrics(std::string_view method, std::string_view pattern);

/// Counts it (`metrics` null: a request that no route took), and logs failures of ours, slow answers, and at level debug all.
void note_answer(const RouteMetrics* metrics, const Request& request, int status, double seconds);

}  // namespace alianza::http
