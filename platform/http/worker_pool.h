#pragma once
// Threads for handlers that wait (database writes, streams). Inside the room only.
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
  void work();
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace alianza::http
