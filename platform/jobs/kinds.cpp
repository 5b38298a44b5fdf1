#include "platform/jobs/kinds.h"

#include <algorithm>

namespace alianza::jobs {

void Kinds::add(Kind kind) {
  ENSURE(!kind.name.empty() && kind.handler && find(kind.name) == nullptr);
  const auto& p = kind.policy;
  ENSURE(p.attempts > 0 && p.at_once > 0 && p.time_limit.count() > 0 && p.back_off.count() >= 0);
  const auto place = std::upper_bound(kinds_.begin(), kinds_.end(), p.priority,
                                      [](int priority, const Kind& other) { return priority < other.policy.priority; });
  kinds_.insert(place, std::move(kind));
}

const Kind* Kinds::find(std::string_view name) const {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) { return kind.name == name; });
  return found == kinds_.end() ? nullptr : &*found;
}

}  // namespace alianza::jobs
