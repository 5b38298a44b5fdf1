#pragma once
// Threads for handlers that wait (database writes, streams). Inside the room only. The thread that fell asleep last is woken
// first: what it touched is still in the processor's caches, and as many threads get memory of their own as really work at once.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace alianza::http {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t max_waiting);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// False when too many wait already: the caller answers 503 instead of letting everybody wait longer.
  bool try_post(std::function<void()> task);
  /// For what has begun already (the next piece of a stream).
  void post(std::function<void()> task);
  std::size_t waiting() const;
  /// Finishes what runs and what waits, then ends the threads.
  void stop();

 private:
  /// A thread without work, from its own stack.
  struct Sleeper {
    std::condition_variable wake;
    bool is_called = false;
  };
  void work();
  /// With the lock held.
  void call_one();
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::vector<Sleeper*> sleepers_;  // the last one fell asleep last
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace alianza::http
