#include "platform/http/server.h"

#include <gtest/gtest.h>

#include <thread>

#include "platform/http/tests/socket_client.h"

namespace alianza::http {
namespace {

Policy everybody() {
  return {"everybody", [](Request&) { return std::nullopt; }};
}

class RunningServer {
 public:
  explicit RunningServer(Router router, ServerOptions options = {}) : server_(std::move(router), configured(std::move(options))) {
    const auto done = server_.start();
    if (!done) throw std::runtime_error(done.error().message.key());
    waiter_ = std::thread([this] { server_.wait(); });
  }
  ~RunningServer() {
    server_.stop();
    if (waiter_.joinable()) waiter_.join();
  }
  std::uint16_t port() const { return server_.ports().at(0); }
  Server& server() { return server_; }

 private:
  static ServerOptions configured(ServerOptions options) {
    options.listen = {"127.0.0.1:0"};
    options.handle_signals = false;
    options.threads = 2;
    return options;
  }
  Server server_;
  std::thread waiter_;
};

Router hello() {
  Router router;
  router.get("/hello", everybody(), [](Request&) { return Response::text("hola"); }, {.run = Run::inline_});
  router.get("/slowly", everybody(), [](Request&) { return Response::text("despacio"); });
  router.post("/echo", everybody(), [](Request& request) { return Response::text(request.body); });
  return router;
}

TEST(Server, AnswersInlineAndFromThePool) {
  RunningServer running(hello());
  SocketClient client(running.port());
  EXPECT_THAT(client.ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"), testing::EndsWith("\r\n\r\nhola"));
  EXPECT_THAT(client.ask("GET /slowly HTTP/1.1\r\nHost: x\r\n\r\n"), testing::EndsWith("\r\n\r\ndespacio"));
  EXPECT_THAT(client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"), testing::EndsWith("\r\n\r\nabc"));
}

}  // namespace
}  // namespace alianza::http
