#pragma once
// Inside the room: whoever asks for a job in this program wakes its workers, without knowing them.
#include <functional>

namespace alianza::jobs {

/// Calls `wake` at each ring while it lives. `wake` is brief and rings nothing.
class BellListener {
 public:
  explicit BellListener(std::function<void()> wake);
  ~BellListener();
  BellListener(const BellListener&) = delete;
  BellListener& operator=(const BellListener&) = delete;

 private:
  std::function<void()> wake_;
};

void ring_bell();

}  // namespace alianza::jobs
