#pragma once
// One network thread: its connections, read and answered one request after another. Inside the room only; Asio stays in
// network.cpp, in a folder of its own because clang-tidy is told less there.
#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "platform/http/client_address.h"
#include "platform/http/server.h"
#include "platform/http/worker_pool.h"

namespace alianza::http {

/// What all threads of a server share. It outlives them.
struct Shared {
  const Router& router;
  const ServerOptions& options;
  const TrustedProxies& proxies;
  WorkerPool& pool;
  std::atomic<std::size_t>& connections;
  std::atomic<std::size_t>& event_streams;
};

class NetworkThread {
 public:
  explicit NetworkThread(const Shared& shared);
  ~NetworkThread();
  NetworkThread(const NetworkThread&) = delete;
  NetworkThread& operator=(const NetworkThread&) = delete;

  // From any thread:
  /// Takes over a connected socket and closes it in the end.
  void adopt(int socket, std::string peer_address);
  /// Answers what it has begun, then ends and calls `ended` (once, on its thread).
  void finish(std::function<void()> ended);
  /// Ends at once.
  void abort();
  void join();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace alianza::http
