#pragma once
// The HTTP/1.1 server: strict (RFC 9112), every size and time limited. TLS and HTTP/2 come from a reverse proxy.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "platform/base/result.h"
#include "platform/http/router.h"

namespace alianza::http {

struct Limits {
  std::size_t head_bytes = std::size_t{16} * 1024;   // request line and headers: 431
  std::size_t target_bytes = std::size_t{8} * 1024;  // 414
  std::size_t headers = 100;                         // 431
  std::size_t connections = 1024;                    // 503 beyond
  std::size_t waiting = 1024;                        // requests waiting for a worker: 503 beyond
  std::size_t pipelined = 64;                   // requests sent ahead without waiting for answers; then the connection closes
  std::chrono::milliseconds head_time{10'000};  // from the first byte to the end of the head: 408
  std::chrono::milliseconds body_time{30'000};  // and one second more for each body_rate bytes that came: 408
  std::size_t body_rate = std::size_t{8} * 1024;
  std::chrono::milliseconds keep_alive{75'000};     // idle between requests
  std::chrono::milliseconds write_time{30'000};     // without progress of the client
  std::chrono::milliseconds shutdown_time{10'000};  // to finish what is being answered
  std::size_t event_streams = 200;                  // pages that listen at the same time (events.h): 503 beyond
  std::chrono::milliseconds events_every{1000};     // how often each is looked at
  std::chrono::milliseconds events_heartbeat{15'000};
  std::chrono::milliseconds events_time{600'000};  // then the browser opens another
};

struct ServerOptions {
  std::vector<std::string> listen = {"127.0.0.1:8080"};  // "127.0.0.1:8080", "[::1]:8080"; port 0 takes a free one
  unsigned threads = 0;                                  // network threads; 0: as many as processors
  unsigned workers = 16;                                 // for handlers with Run::pool and for streams
  std::vector<std::string> trusted_proxies;              // addresses or networks ("10.0.0.0/8") whose X-Forwarded-For counts
  Limits limits;
  bool inline_handlers = true;  // false: Run::inline_ goes to the pool too (PostgreSQL waits)
  bool handle_signals = true;   // SIGTERM and SIGINT stop it gracefully
};

class Server {
 public:
  Server(Router router, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Checks the routes, opens the ports and starts the threads. The error tells what to do (port in use, no right, bad address).
  Done start();
  /// The ports really taken, in order of `listen`.
  std::vector<std::uint16_t> ports() const;
  /// Returns after a stop, when the last answer is out or shutdown_time is over.
  void wait();
  /// start() and wait().
  Done run();
  /// Graceful; from any thread.
  void stop();
  const Router& router() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace alianza::http
