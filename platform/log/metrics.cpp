#include "platform/log/metrics.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <mutex>
#include <variant>

namespace alianza::metrics {
namespace {

using Series = std::variant<std::unique_ptr<Counter>, std::unique_ptr<Histogram>, std::function<double()>>;
struct Family {
  std::string help;
  std::map<std::string, Series> series;  // by its labels, written out
};

struct Registry {
  std::mutex mutex;
  std::map<std::string, Family, std::less<>> families;
};
Registry& registry() {
  static auto* one = new Registry;  // never destroyed: threads may count until the very end
  return *one;
}

std::string written(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out += ',';
    out += name + "=\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      out += c == '\n' ? ' ' : c;
    }
    out += '"';
  }
  return out;
}

std::string in_braces(const std::string& labels) { return labels.empty() ? "" : "{" + labels + "}"; }

template <class T>
T& find_or_make(std::string_view name, std::string_view help, const Labels& labels) {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  auto& family = all.families[std::string(name)];
  family.help = help;
  auto& series = family.series[written(labels)];
  if (!std::holds_alternative<std::unique_ptr<T>>(series) || !std::get<std::unique_ptr<T>>(series))
    series = std::make_unique<T>();
  return *std::get<std::unique_ptr<T>>(series);
}

void append_histogram(std::string& out, const std::string& name, const std::string& labels, const Histogram& histogram) {
  const std::string before = labels.empty() ? "" : labels + ",";
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < Histogram::bounds.size(); ++i) {
    total += histogram.bucket(i);
    out += fmt::format("{}_bucket{{{}le=\"{}\"}} {}\n", name, before, Histogram::bounds.at(i), total);
  }
  total += histogram.bucket(Histogram::bounds.size());
  out += fmt::format("{}_bucket{{{}le=\"+Inf\"}} {}\n", name, before, total);
  out += fmt::format("{}_sum{} {}\n{}_count{} {}\n", name, in_braces(labels), histogram.sum(), name, in_braces(labels), total);
}

std::string_view type_of(const Series& series) {
  switch (series.index()) {
    case 0: return "counter";
    case 1: return "histogram";
    default: return "gauge";
  }
}

}  // namespace

void Histogram::observe(double seconds) {
  std::size_t i = 0;
  while (i < bounds.size() && seconds > bounds.at(i)) ++i;
  buckets_.at(i).fetch_add(1, std::memory_order_relaxed);
  nanoseconds_.fetch_add(static_cast<std::uint64_t>(seconds * 1e9), std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const {
  std::uint64_t total = 0;
  for (const auto& bucket : buckets_) total += bucket.load(std::memory_order_relaxed);
  return total;
}

double Histogram::sum() const { return static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9; }

Counter& counter(std::string_view name, std::string_view help, const Labels& labels) {
  return find_or_make<Counter>(name, help, labels);
}
Histogram& histogram(std::string_view name, std::string_view help, const Labels& labels) {
  return find_or_make<Histogram>(name, help, labels);
}

void gauge(std::string_view name, std::string_view help, std::function<double()> read) {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  auto& family = all.families[std::string(name)];
  family.help = help;
  family.series[""] = std::move(read);
}

std::string text() {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  std::string out;
  for (const auto& [name, family] : all.families) {
    if (family.series.empty()) continue;
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, family.help, name, type_of(family.series.begin()->second));
    for (const auto& [labels, series] : family.series) {
      // What never happened to one of some hundred routes is left out.
      if (const auto* c = std::get_if<std::unique_ptr<Counter>>(&series)) {
        if ((*c)->value() == 0 && !labels.empty()) continue;
        out += fmt::format("{}{} {}\n", name, in_braces(labels), (*c)->value());
      } else if (const auto* h = std::get_if<std::unique_ptr<Histogram>>(&series)) {
        if ((*h)->count() != 0 || labels.empty()) append_histogram(out, name, labels, **h);
      } else {
        out += fmt::format("{} {}\n", name, std::get<std::function<double()>>(series)());
      }
    }
  }
  return out;
}

}  // namespace alianza::metrics
