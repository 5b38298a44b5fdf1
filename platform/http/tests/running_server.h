#pragma once
// A server on a free port of this machine, stopped at the end of its scope.
#include <chrono>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "platform/http/server.h"
#include "platform/http/testing.h"

namespace alianza::http {

class RunningServer {
 public:
  explicit RunningServer(Router router, Limits limits = {}) : server_(std::move(router), options(limits)) {
    const auto done = server_.start();
    if (!done) throw std::runtime_error(done.error().message.key());
    port_ = server_.ports().at(0);
    waiter_ = std::thread([this] { server_.wait(); });
  }
  ~RunningServer() { stop(); }
  std::uint16_t port() const { return port_; }
  /// Graceful; returns how long it took.
  std::chrono::milliseconds stop() {
    const auto begin = std::chrono::steady_clock::now();
    server_.stop();
    if (waiter_.joinable()) waiter_.join();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
  }

 private:
  static ServerOptions options(Limits limits) {
    ServerOptions o;
    o.listen = {"127.0.0.1:0"};
    o.handle_signals = false;
    o.threads = 2;
    o.workers = 4;
    o.limits = limits;
    return o;
  }
  Server server_;
  std::uint16_t port_ = 0;
  std::thread waiter_;
};

}  // namespace alianza::http
