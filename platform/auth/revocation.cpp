#include "platform/auth/revocation.h"

#include <atomic>

namespace alianza::auth::revocation {
namespace {

using Monotonic = std::chrono::steady_clock;
std::atomic<std::uint64_t> announcements{0};
std::atomic<Monotonic::rep> last{0};

}  // namespace

void announce() {
  last.store(Monotonic::now().time_since_epoch().count());
  announcements.fetch_add(1);
}

std::uint64_t count() { return announcements.load(); }

bool may_keep() {
  const Monotonic::time_point then{Monotonic::duration(last.load())};
  return announcements.load() == 0 || Monotonic::now() - then > quarantine;
}

}  // namespace alianza::auth::revocation
