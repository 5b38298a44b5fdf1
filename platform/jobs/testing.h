#pragma once
// What tests need that kill a server while it works.
#include <chrono>
#include <functional>
#include <thread>

#include "platform/jobs/workers.h"

namespace alianza::jobs {

/// Workers that look often and whose jobs are free again soon after their server is dead.
inline WorkersOptions short_lease() {
  WorkersOptions options;
  options.poll = std::chrono::milliseconds(20);
  options.lease = std::chrono::milliseconds(600);
  return options;
}

/// Whether it becomes true in that time.
inline bool eventually(const std::function<bool()>& is, std::chrono::seconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  while (std::chrono::steady_clock::now() < until) {
    if (is()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(3));
  }
  return false;
}

}  // namespace alianza::jobs
