#pragma once
// Counters and histograms, as Prometheus reads them. Made once (at start), then touched without locks.
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace alianza::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

/// Seconds, in fixed buckets from half a millisecond to ten seconds.
class Histogram {
 public:
  static constexpr std::array<double, 12> bounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10};
  void observe(double seconds);
  std::uint64_t count() const;
  double sum() const;
  std::uint64_t bucket(std::size_t i) const { return buckets_[i].load(std::memory_order_relaxed); }

 private:
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
  std::atomic<std::uint64_t> nanoseconds_{0};
};

/// The one with that name and labels, made on first use; it lives as long as the program. Names: alianza_mail_sent_total.
Counter& counter(std::string_view name, std::string_view help, const Labels& labels = {});
Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels = {});
/// Asked when somebody reads the metrics: queue lengths, open connections. Replaces an older one of that name.
void gauge(std::string_view name, std::string_view help, std::function<double()> read);

/// Everything in Prometheus' text format 0.0.4.
std::string text();

}  // namespace alianza::metrics
