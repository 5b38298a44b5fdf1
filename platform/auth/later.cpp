#include "platform/auth/later.h"

#include "platform/log/log.h"

namespace alianza::auth {

Later::~Later() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Later::add(Write write) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(write));
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  }
  wake_.notify_one();
}

void Later::flush() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [&] { return waiting_.empty() && !busy_; });
}

void Later::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::vector<Write> writes;
    writes.swap(waiting_);
    busy_ = true;
    lock.unlock();
    write(writes);
    writes.clear();
    lock.lock();
    busy_ = false;
    idle_.notify_all();
  }
}

void Later::write(const std::vector<Write>& writes) {
  try {
    const Done done = db_.write([&](db::Tx& tx) -> Done {
      for (const auto& one : writes) one(tx);
      return {};
    });
    if (!done) log::warning("late writes were lost", {{"count", writes.size()}});
  } catch (...) {
    log::error("late writes failed", {{"cause", log::describe_current_exception()}});
  }
}

}  // namespace alianza::auth
