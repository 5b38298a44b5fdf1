#pragma once
// Where papers are made: two at a time on one server, since each may take a processor and some hundred megabytes.
#include "platform/base/result.h"

namespace alianza::documents {

/// One of the two desks, free again when it goes out of scope.
class Desk {
 public:
  /// Does not wait: a worker that sleeps serves nobody. Error: unavailable (both are taken), which says to try again in seconds.
  static Result<Desk> take();
  Desk(Desk&& other) noexcept;
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  Desk& operator=(Desk&&) = delete;
  ~Desk();

 private:
  Desk() = default;
  bool is_ours_ = true;
};

}  // namespace alianza::documents
