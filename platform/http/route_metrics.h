#pragma once
// What is counted and logged of each answer. Inside the room only.
#include <array>
#include <atomic>

#include "platform/http/request.h"
#include "platform/log/metrics.h"

namespace alianza::http {

/// The counters of one route, each made when it first counts something: of some hundred routes most are never asked for, and what
/// never happened is not told either.
struct RouteMetrics {
  std::array<std::atomic<metrics::Counter*>, 5> by_class{};  // 1xx … 5xx
  std::atomic<metrics::Histogram*> seconds = nullptr;
};

/// Counts it (with `metrics` of request.route, null for a request that no route took), and logs failures of ours, slow answers,
/// and at level debug all.
void note_answer(RouteMetrics* metrics, const Request& request, int status, double seconds);

}  // namespace alianza::http
