#include "platform/db/pool.h"

namespace alianza::db {

Pool::Lease Pool::take() {
  std::unique_lock lock(mutex_);
  if (!freed_.wait_for(lock, wait_, [&] { return !idle_.empty() || open_ < most_; })) throw Failure(Failure::Kind::busy, "pool");
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return {*this, std::move(connection)};
  }
  ++open_;
  lock.unlock();
  try {
    return {*this, make_()};
  } catch (...) {
    put(nullptr);
    throw;
  }
}

void Pool::add(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    ++open_;
  }
  put(std::move(connection));
}

void Pool::put(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (connection)
      idle_.push_back(std::move(connection));
    else
      --open_;
  }
  freed_.notify_one();
}

void Pool::each_idle(const std::function<void(Connection&)>& work) {
  const std::lock_guard lock(mutex_);
  for (const auto& connection : idle_) work(*connection);
}

void Pool::drop_idle() {
  std::vector<std::unique_ptr<Connection>> closing;
  const std::lock_guard lock(mutex_);
  closing.swap(idle_);
  open_ -= closing.size();
}

}  // namespace alianza::db
