#pragma once
// Inside the room: connections that threads take turns with. Opened when first needed; the last one used is taken first.
#include <condition_variable>
#include <functional>
#include <mutex>

#include "platform/db/connection.h"

namespace alianza::db {

class Pool {
 public:
  using Make = std::function<std::unique_ptr<Connection>()>;
  Pool(std::size_t most, std::chrono::milliseconds wait, Make make) : most_(most), wait_(wait), make_(std::move(make)) {}

  /// A connection for as long as it lives.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection) : pool_(pool), connection_(std::move(connection)) {}
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease() { pool_.put(std::move(connection_)); }
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }
    /// Closes it; the next one who comes opens another.
    void drop() { connection_.reset(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Throws busy when none is free in time, and what opening throws.
  Lease take();
  /// Adds one that is open already.
  void add(std::unique_ptr<Connection> connection);
  /// Closes those that nobody uses, for example after the server went away.
  void drop_idle();
  /// Calls it with each that nobody uses; who comes meanwhile waits.
  void each_idle(const std::function<void(Connection&)>& work);

 private:
  void put(std::unique_ptr<Connection> connection);

  const std::size_t most_;
  const std::chrono::milliseconds wait_;
  const Make make_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t open_ = 0;
};

}  // namespace alianza::db
