#pragma once
// Small writes that no answer waits for: when a session was last seen, how a remembered answer ended. One thread, started at the
// first of them; what came meanwhile goes into one transaction. Lost in a crash, which costs nothing that was promised.
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "platform/db/db.h"

namespace alianza::auth {

class Later {
 public:
  using Write = std::function<void(db::Tx&)>;

  explicit Later(db::Database db) : db_(std::move(db)) {}
  ~Later();
  void add(Write write);
  /// Returns when nothing waits.
  void flush();

 private:
  void run();
  void write(const std::vector<Write>& writes);

  db::Database db_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable idle_;
  std::vector<Write> waiting_;
  bool busy_ = false;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace alianza::auth
