#include "platform/jobs/bell.h"

#include <mutex>
#include <set>

namespace alianza::jobs {
namespace {

struct Bell {
  std::mutex mutex;
  std::set<const std::function<void()>*> listeners;
};

Bell& bell() {
  static Bell one;
  return one;
}

}  // namespace

BellListener::BellListener(std::function<void()> wake) : wake_(std::move(wake)) {
  const std::lock_guard lock(bell().mutex);
  bell().listeners.insert(&wake_);
}

BellListener::~BellListener() {
  const std::lock_guard lock(bell().mutex);
  bell().listeners.erase(&wake_);
}

void ring_bell() {
  const std::lock_guard lock(bell().mutex);
  for (const auto* wake : bell().listeners) (*wake)();
}

}  // namespace alianza::jobs
