#include "platform/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <future>

#include "platform/http/tests/running_server.h"
#include "platform/http/tests/socket_client.h"

namespace alianza::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using namespace std::chrono_literals;

Router plain_routes() {
  Router router;
  router.get("/hello", everybody(), [](Request&) { return Response::text("hola"); }, {.run = Run::inline_});
  router.get("/pool", everybody(), [](Request&) { return Response::text("del grupo"); });
  router.get("/slow", everybody(), [](Request&) {
    std::this_thread::sleep_for(300ms);
    return Response::text("despacio");
  });
  router.get("/page", everybody(), [](Request&) { return Response::html(std::string(20'000, 'a')); });
  router.post("/echo", everybody(), [](Request& request) { return Response::text(request.body); }, {.body_limit = 100'000});
  router.get("/stream", everybody(), [](Request&) {
    return Response::stream(
        [n = 0](std::string& piece) mutable {
          piece = std::to_string(n) + "\n";
          return ++n < 1000;
        },
        "text/csv; charset=utf-8");
  });
  router.get("/broken-stream", everybody(),
             [](Request&) { return Response::stream([](std::string&) -> bool { throw std::runtime_error("x"); }, "text/csv"); });
  router.get("/throws", everybody(), [](Request&) -> Response { throw std::runtime_error("secret"); });
  return router;
}

std::string get(std::string_view path, std::string_view more = "") {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" + std::string(more) + "\r\n";
}

TEST(Server, AnswersOnItsThreadsAndFromThePool) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  EXPECT_THAT(client.ask(get("/hello")), EndsWith("\r\n\r\nhola"));
  EXPECT_THAT(client.ask(get("/pool")), EndsWith("\r\n\r\ndel grupo"));
  EXPECT_THAT(client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"), EndsWith("\r\n\r\nabc"));
}

TEST(Server, EveryAnswerCarriesTheSecurityHeaders) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  for (const auto* path : {"/hello", "/nothing-here", "/throws"}) {
    const auto answer = client.ask(get(path));
    for (const auto* line : {"\r\nContent-Security-Policy: default-src 'none'; script-src 'self';", "frame-ancestors 'none'\r\n",
                             "\r\nX-Content-Type-Options: nosniff\r\n", "\r\nReferrer-Policy: same-origin\r\n", "\r\nDate: ",
                             "\r\nCross-Origin-Opener-Policy: same-origin\r\n", "\r\nPermissions-Policy: ", "\r\nX-Request-Id: "})
      EXPECT_THAT(answer, HasSubstr(line)) << path;
    EXPECT_THAT(answer, Not(HasSubstr("Strict-Transport-Security")));
  }
  auto secure = plain_routes();
  secure.set_secure(true);
  RunningServer behind_tls(std::move(secure));
  EXPECT_THAT(SocketClient(behind_tls.port()).ask(get("/hello")), HasSubstr("\r\nStrict-Transport-Security: max-age="));
}

TEST(Server, AnExceptionIsAPageWithTheNumberOfTheRequestAndNothingElse) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  const auto answer = client.ask(get("/throws"));
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(answer, Not(HasSubstr("secret")));
  const auto at = answer.find("X-Request-Id: ") + 14;
  EXPECT_THAT(answer.substr(answer.find("\r\n\r\n")), HasSubstr(answer.substr(at, 13)));
  EXPECT_THAT(client.ask(get("/hello")), EndsWith("hola"));
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  client.send(get("/slow") + get("/hello") + "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab" + get("/pool"));
  EXPECT_THAT(client.read(), EndsWith("despacio"));
  EXPECT_THAT(client.read(), EndsWith("hola"));
  EXPECT_THAT(client.read(), EndsWith("\r\n\r\nab"));
  EXPECT_THAT(client.read(), EndsWith("del grupo"));
}

TEST(Server, ARequestMayComeByteByByte) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  for (const char c : std::string("\r\nPOST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
                                  "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n"))
    client.send(std::string_view(&c, 1));
  EXPECT_THAT(client.read(), EndsWith("\r\n\r\nabcde"));
  EXPECT_THAT(client.ask(get("/hello")), EndsWith("hola"));
}

TEST(Server, HeadGivesTheHeadOfGet) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  client.send("HEAD /page HTTP/1.1\r\nHost: x\r\n\r\nHEAD /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto both = client.read_all();
  EXPECT_THAT(both, HasSubstr("Content-Length: 20000\r\n"));
  EXPECT_THAT(both, HasSubstr("\r\n\r\nHTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(both, EndsWith("\r\n\r\n"));
}

TEST(Server, KeepsTheConnectionAsTheClientWishes) {
  RunningServer server(plain_routes());
  const auto closes = [&](std::string_view request) {
    SocketClient client(server.port());
    client.send(request);
    client.read();
    client.read(100ms);
    return client.closed();
  };
  EXPECT_FALSE(closes(get("/hello")));
  EXPECT_TRUE(closes(get("/hello", "Connection: close\r\n")));
  EXPECT_TRUE(closes("GET /hello HTTP/1.0\r\n\r\n"));
  EXPECT_FALSE(closes("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

TEST(Server, SaysContinueToWhoWaitsForIt) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n"),
            "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_THAT(client.ask("abc"), EndsWith("\r\n\r\nabc"));
  SocketClient large(server.port());
  EXPECT_THAT(large.ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
}

TEST(Server, CompressesTextForWhoTakesIt) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  const auto small = client.ask(get("/page", "Accept-Encoding: br, gzip;q=0.5\r\n"));
  EXPECT_THAT(small, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(small, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_LT(small.size(), 2000U);
  for (const auto* plain : {"", "Accept-Encoding: br\r\n", "Accept-Encoding: gzip;q=0\r\n"})
    EXPECT_GT(client.ask(get("/page", plain)).size(), 20'000U) << plain;
  EXPECT_THAT(client.ask(get("/hello", "Accept-Encoding: gzip\r\n")), EndsWith("hola"));
}

TEST(Server, StreamsInChunksOrToTheEnd) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  client.send(get("/stream", "Connection: close\r\n"));
  const auto chunked = client.read_all();
  EXPECT_THAT(chunked, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(chunked, HasSubstr("\r\n\r\n2\r\n0\n\r\n2\r\n1\n\r\n"));
  EXPECT_THAT(chunked, EndsWith("4\r\n999\n\r\n0\r\n\r\n"));
  SocketClient old(server.port());
  old.send("GET /stream HTTP/1.0\r\n\r\n");
  EXPECT_THAT(old.read_all(), EndsWith("\n998\n999\n"));
  SocketClient zipped(server.port());
  zipped.send(get("/stream", "Connection: close\r\nAccept-Encoding: gzip\r\n"));
  const auto gzip = zipped.read_all();
  EXPECT_THAT(gzip, HasSubstr("Content-Encoding: gzip\r\n"));
  EXPECT_THAT(gzip, EndsWith("\r\n0\r\n\r\n"));
}

TEST(Server, AStreamThatFailsIsCutSoThatNobodyTakesItForWhole) {
  RunningServer server(plain_routes());
  SocketClient client(server.port());
  client.send(get("/broken-stream"));
  EXPECT_THAT(client.read_all(), Not(EndsWith("0\r\n\r\n")));
  EXPECT_TRUE(client.closed());
}

TEST(Server, StopsAfterWhatItHasBegun) {
  RunningServer server(plain_routes());
  SocketClient idle(server.port());
  idle.ask(get("/hello"));
  SocketClient busy(server.port());
  busy.send(get("/slow"));
  std::this_thread::sleep_for(50ms);
  const auto answer = std::async(std::launch::async, [&] { return server.stop(); });
  EXPECT_THAT(busy.read(), testing::AllOf(HasSubstr("Connection: close"), EndsWith("despacio")));
  EXPECT_LT(answer.valid() ? 0 : 1, 1);
  EXPECT_THROW(SocketClient(server.port()), std::runtime_error);
}

TEST(Server, DoesNotWaitForEverForAClientThatDoesNotRead) {
  Limits limits;
  limits.shutdown_time = 200ms;
  Router router;
  router.get("/flood", everybody(), [](Request&) {
    return Response::stream([](std::string& piece) { return piece.assign(1 << 20, 'x'), true; }, "application/octet-stream");
  });
  RunningServer server(std::move(router), limits);
  SocketClient deaf(server.port());
  deaf.send(get("/flood"));
  std::this_thread::sleep_for(100ms);
  EXPECT_LT(server.stop(), 2s);
}

TEST(Server, ASignalStopsItAndASecondOneAtOnce) {
  for (const int signals : {1, 2}) {
    ServerOptions options;
    options.listen = {"127.0.0.1:0"};
    options.limits.shutdown_time = 5s;
    Server server(plain_routes(), options);
    ASSERT_TRUE(server.start());
    std::thread waiter([&] { server.wait(); });
    SocketClient client(server.ports().at(0));
    // One byte of a request: it counts as begun, so a graceful stop waits for the rest.
    client.send(signals == 1 ? "" : "G");
    std::this_thread::sleep_for(50ms);
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < signals; ++i) {
      ::kill(::getpid(), SIGTERM);
      std::this_thread::sleep_for(50ms);
    }
    waiter.join();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s) << signals;
  }
}

TEST(Server, RefusesToStartWithAnAddressItCannotTake) {
  RunningServer first(plain_routes());
  const auto error_of = [](const std::string& address) {
    ServerOptions options;
    options.listen = {address};
    Server server(plain_routes(), options);
    const auto done = server.start();
    return done ? std::string() : std::string(done.error().message.key());
  };
  EXPECT_THAT(error_of("127.0.0.1:" + std::to_string(first.port())), StartsWith("Otro programa ya usa"));
  for (const auto* bad : {"8080", "127.0.0.1:", "127.0.0.1:99999", "nowhere:80", "127.0.0.1:80x", ""})
    EXPECT_THAT(error_of(bad), HasSubstr("no es una dirección")) << bad;
}

TEST(Server, RefusesToStartWithARouteWithoutPolicy) {
  Router router;
  router.get("/open", {}, [](Request&) { return Response::text(""); });
  Server server(std::move(router), {});
  ASSERT_FALSE(server.start());
}

}  // namespace
}  // namespace alianza::http
