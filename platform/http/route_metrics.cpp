#include "platform/http/route_metrics.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/http/router.h"
#include "platform/log/log.h"

namespace alianza::http {

namespace {

/// Two threads that come first at once get the same one from the registry.
template <class T, class Make>
T& made_once(std::atomic<T*>& place, Make&& make) {
  auto* there = place.load(std::memory_order_acquire);
  if (there == nullptr) place.store(there = &make(), std::memory_order_release);
  return *there;
}

metrics::Labels labels_of(const Route* route) {
  if (route == nullptr) return {{"method", "-"}, {"route", "-"}};
  return {{"method", std::string(name(route->method))}, {"route", route->pattern}};
}

void count(RouteMetrics& metrics, const Route* route, int status, double seconds) {
  const auto status_class = static_cast<std::size_t>(std::clamp(status / 100, 1, 5));
  made_once(metrics.by_class.at(status_class - 1), [&]() -> metrics::Counter& {
    auto labels = labels_of(route);
    labels.emplace_back("status", fmt::format("{}xx", status_class));
    return metrics::counter("alianza_http_requests_total", "Answers by route and class of status.", labels);
  }).add();
  made_once(metrics.seconds, [&]() -> metrics::Histogram& {
    return metrics::histogram("alianza_http_request_seconds", "Time to make an answer, without sending it.", labels_of(route));
  }).observe(seconds);
}

}  // namespace

void note_answer(RouteMetrics* metrics, const Request& request, int status, double seconds) {
  static RouteMetrics unmatched;
  if (metrics == nullptr)
    count(unmatched, nullptr, status, seconds);
  else
    count(*metrics, request.route, status, seconds);
  constexpr double slow = 1.0;
  const auto level = status >= 500 || seconds > slow ? log::Level::warning : log::Level::debug;
  if (!log::enabled(level)) return;
  log::write(level, "answer",
             {{"method", name(request.method)},
              {"route", request.route == nullptr ? std::string_view("-") : std::string_view(request.route->pattern)},
              {"status", status},
              {"seconds", seconds}});
}

}  // namespace alianza::http
