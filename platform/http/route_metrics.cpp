#include "platform/http/route_metrics.h"

#include <fmt/format.h>

#include <algorithm>

#include "platform/http/router.h"
#include "platform/log/log.h"

namespace alianza::http {

RouteMetrics make_route_metrics(std::string_view method, std::string_view pattern) {
  RouteMetrics made;
  for (std::size_t i = 0; i < made.by_class.size(); ++i)
    made.by_class.at(i) = &metrics::counter(
        "alianza_http_requests_total", "Answers by route and class of status.",
        {{"method", std::string(method)}, {"route", std::string(pattern)}, {"status", fmt::format("{}xx", i + 1)}});
  made.seconds = &metrics::histogram("alianza_http_request_seconds", "Time to make an answer, without sending it.",
                                     {{"method", std::string(method)}, {"route", std::string(pattern)}});
  return made;
}

void note_answer(const RouteMetrics* metrics, const Request& request, int status, double seconds) {
  static const RouteMetrics unmatched = make_route_metrics("-", "-");
  const auto& counted = metrics == nullptr ? unmatched : *metrics;
  counted.by_class.at(static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1))->add();
  counted.seconds->observe(seconds);
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
