// Slow, silent, greedy and numerous clients.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <list>

#include "platform/http/tests/running_server.h"
#include "platform/http/tests/socket_client.h"

namespace alianza::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

Router limited_routes() {
  Router router;
  router.get("/", everybody(), [](Request&) { return Response::text("hola"); }, {.run = Run::inline_});
  router.get("/wait", everybody(), [](Request&) {
    std::this_thread::sleep_for(400ms);
    return Response::text("espera");
  });
  router.post("/echo", everybody(), [](Request& request) { return Response::text(request.body); });
  return router;
}

Limits short_limits() {
  Limits limits;
  limits.head_time = 200ms;
  limits.body_time = 200ms;
  limits.keep_alive = 300ms;
  limits.write_time = 300ms;
  return limits;
}

TEST(Limits, AHeadThatDripsIsEnded) {
  RunningServer server(limited_routes(), short_limits());
  SocketClient client(server.port());
  client.send("GET / HT");
  for (int i = 0; i < 12; ++i) {
    std::this_thread::sleep_for(30ms);
    client.send("x");
  }
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 "));
  EXPECT_TRUE(client.closed());
}

TEST(Limits, ABodyThatDripsIsEnded) {
  RunningServer server(limited_routes(), short_limits());
  SocketClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  for (int i = 0; i < 12; ++i) {
    std::this_thread::sleep_for(30ms);
    client.send("x");
  }
  EXPECT_THAT(client.read_all(), StartsWith("HTTP/1.1 408 "));
}

TEST(Limits, ASilentConnectionIsClosedWithoutAWord) {
  RunningServer server(limited_routes(), short_limits());
  SocketClient client(server.port());
  EXPECT_EQ(client.read_all(), "");
  EXPECT_TRUE(client.closed());
  SocketClient used(server.port());
  used.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(used.read_all(), "");
  EXPECT_TRUE(used.closed());
}

TEST(Limits, AClientThatLeavesInTheMiddleHurtsNobody) {
  RunningServer server(limited_routes(), short_limits());
  for (const auto* bytes : {"", "GET / H", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
                            "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    SocketClient client(server.port());
    client.send(bytes);
  }
  EXPECT_THAT(SocketClient(server.port()).ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
}

TEST(Limits, OneConnectionTooManyHears503) {
  auto limits = Limits();
  limits.connections = 3;
  RunningServer server(limited_routes(), limits);
  std::list<SocketClient> held;
  for (int i = 0; i < 3; ++i) {
    held.emplace_back(server.port());
    EXPECT_THAT(held.back().ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), StartsWith("HTTP/1.1 200 "));
  }
  SocketClient fourth(server.port());
  EXPECT_THAT(fourth.read_all(), StartsWith("HTTP/1.1 503 "));
  held.pop_front();
  std::string answer;
  for (int i = 0; i < 100 && !answer.starts_with("HTTP/1.1 200 "); ++i) {
    std::this_thread::sleep_for(10ms);  // until the server has seen it go
    answer = SocketClient(server.port()).ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 "));
}

TEST(Limits, WhenTooManyWaitForAWorkerTheNextHears503) {
  auto limits = Limits();
  limits.waiting = 1;
  std::atomic<int> running = 0;
  std::atomic<bool> open = false;
  Router router;
  router.get("/gate", everybody(), [&](Request&) {
    ++running;
    while (!open) std::this_thread::sleep_for(1ms);
    return Response::text("pase");
  });
  RunningServer server(std::move(router), limits);  // four workers
  std::list<SocketClient> clients;
  const auto knock = [&] {
    clients.emplace_back(server.port());
    clients.back().send("GET /gate HTTP/1.1\r\nHost: x\r\n\r\n");
  };
  for (int i = 1; i <= 4; ++i) {
    knock();
    while (running < i) std::this_thread::sleep_for(1ms);
  }
  for (int i = 0; i < 3; ++i) knock();  // one of them may wait
  std::this_thread::sleep_for(100ms);
  open = true;
  int busy = 0;
  for (auto& client : clients) busy += client.read().starts_with("HTTP/1.1 503 ") ? 1 : 0;
  EXPECT_EQ(busy, 2);
}

TEST(Limits, WhoSendsTooFarAheadIsNotAnsweredForEver) {
  auto limits = Limits();
  limits.pipelined = 4;
  RunningServer server(limited_routes(), limits);
  SocketClient client(server.port());
  std::string bytes;
  for (int i = 0; i < 20; ++i) bytes += "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(bytes);
  const auto all = client.read_all();
  EXPECT_TRUE(client.closed());
  std::size_t answers = 0;
  for (auto at = all.find("HTTP/1.1 200"); at != std::string::npos; at = all.find("HTTP/1.1 200", at + 1)) ++answers;
  EXPECT_EQ(answers, 5U);
}

TEST(Limits, AClientThatDoesNotReadIsCutOff) {
  Router router;
  router.get("/large", everybody(), [](Request&) { return Response::text(std::string(50 << 20, 'x')).without_compression(); });
  RunningServer server(std::move(router), short_limits());
  SocketClient client(server.port());
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(800ms);
  EXPECT_LT(client.read_all().size(), 50U << 20);
}

TEST(Limits, ALargeRefusedBodyStillHearsWhy) {
  RunningServer server(limited_routes());
  SocketClient client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" + std::string(3'000'000, 'x'));
  EXPECT_THAT(client.read(), StartsWith("HTTP/1.1 413 "));
}

TEST(Limits, OnlyOurProxiesSayWhoAsks) {
  const auto asked_by = [](std::vector<std::string> proxies, std::string_view forwarded) {
    Router router;
    router.get("/", everybody(), [](Request& request) {
      return Response::text(request.client_address + (request.through_proxy ? " proxied" : ""));
    });
    ServerOptions options;
    options.listen = {"127.0.0.1:0"};
    options.handle_signals = false;
    options.trusted_proxies = std::move(proxies);
    Server server(std::move(router), options);
    EXPECT_TRUE(server.start());
    std::thread waiter([&] { server.wait(); });
    const auto answer = SocketClient(server.ports().at(0)).ask("GET / HTTP/1.1\r\nHost: x\r\n" + std::string(forwarded) + "\r\n");
    server.stop();
    waiter.join();
    return answer.substr(answer.find("\r\n\r\n") + 4);
  };
  EXPECT_EQ(asked_by({}, ""), "127.0.0.1");
  EXPECT_EQ(asked_by({}, "X-Forwarded-For: 203.0.113.5\r\n"), "127.0.0.1 proxied");
  EXPECT_EQ(asked_by({"127.0.0.1"}, "X-Forwarded-For: 203.0.113.5\r\n"), "203.0.113.5 proxied");
  EXPECT_EQ(asked_by({"127.0.0.0/8", "10.0.0.0/8"}, "X-Forwarded-For: 1.1.1.1, 203.0.113.5, 10.1.2.3\r\n"),
            "203.0.113.5 proxied");
  EXPECT_EQ(asked_by({"127.0.0.1"}, "X-Forwarded-For: nonsense\r\n"), "127.0.0.1 proxied");
}

}  // namespace
}  // namespace alianza::http
