#include "platform/http/worker_pool.h"

#include <pthread.h>

namespace alianza::http {

WorkerPool::WorkerPool(unsigned threads, std::size_t max_waiting) : max_waiting_(max_waiting) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

WorkerPool::~WorkerPool() { stop(); }

void WorkerPool::call_one() {
  if (sleepers_.empty()) return;
  auto& sleeper = *sleepers_.back();
  sleepers_.pop_back();
  sleeper.is_called = true;
  sleeper.wake.notify_one();
}

bool WorkerPool::try_post(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  if (tasks_.size() >= max_waiting_) return false;
  tasks_.push_back(std::move(task));
  call_one();
  return true;
}

void WorkerPool::post(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  tasks_.push_back(std::move(task));
  call_one();
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return tasks_.size();
}

void WorkerPool::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    while (!sleepers_.empty()) call_one();
  }
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

void WorkerPool::work() {
  pthread_setname_np(pthread_self(), "worker");
  Sleeper self;
  std::unique_lock lock(mutex_);
  for (;;) {
    while (tasks_.empty()) {
      if (stopping_) return;
      self.is_called = false;
      sleepers_.push_back(&self);
      self.wake.wait(lock, [&] { return self.is_called; });
    }
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    task = nullptr;  // what it holds is let go before the lock is taken
    lock.lock();
  }
}

}  // namespace alianza::http
