// What a well-behaved client never sends, over a real socket.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/http/tests/running_server.h"
#include "platform/http/tests/socket_client.h"

namespace alianza::http {
namespace {

using namespace std::string_literals;

Router echo_routes() {
  Router router;
  router.get("/", everybody(), [](Request& request) { return Response::text(request.host); }, {.run = Run::inline_});
  router.get("/a/{b}", everybody(), [](Request& request) { return Response::text(request.param("b")); }, {.run = Run::inline_});
  router.post("/echo", everybody(), [](Request& request) { return Response::text(request.body); });
  return router;
}

struct Case {
  const char* what;
  std::string bytes;
  int status;
};

const Case refused[] = {
    {"no request line", "nonsense\r\n\r\n", 400},
    {"a bare LF after the request line", "GET / HTTP/1.1\nHost: x\r\n\r\n", 400},
    {"a bare LF after a header", "GET / HTTP/1.1\r\nHost: x\n\r\n", 400},
    {"a bare CR inside a header", "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", 400},
    {"NUL inside a header", "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"s, 400},
    {"a control character", "GET / HTTP/1.1\r\nHost: x\r\nA: b\x01\r\n\r\n", 400},
    {"a folded header", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400},
    {"space before the first header", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400},
    {"space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
    {"a header without colon", "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n", 400},
    {"a header without name", "GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n", 400},
    {"two spaces in the request line", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"space inside the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 505},
    {"a byte beyond ASCII in the target", "GET /a/\xc3\xb1 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"no version", "GET /\r\nHost: x\r\n\r\n", 400},
    {"HTTP/2 in clear", "GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505},
    {"HTTP/0.9", "GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505},
    {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"a TLS hello", "\x16\x03\x01\x02\x01\x01\x01\n"s, 400},
    {"no Host", "GET / HTTP/1.1\r\n\r\n", 400},
    {"two Hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400},
    {"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
    {"a Host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400},
    {"a Host with a user", "GET / HTTP/1.1\r\nHost: u@x\r\n\r\n", 400},
    {"a Host with an odd port", "GET / HTTP/1.1\r\nHost: x:8o\r\n\r\n", 400},
    {"a Host in angle brackets", "GET / HTTP/1.1\r\nHost: <x>\r\n\r\n", 400},
    {"Content-Length that is no number", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3x\r\n\r\nabc", 400},
    {"a signed Content-Length", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: +3\r\n\r\nabc", 400},
    {"a negative Content-Length", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: -3\r\n\r\nabc", 400},
    {"a Content-Length beyond 64 bits", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", 400},
    {"two equal Content-Lengths", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
    {"a list of Content-Lengths", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3, 3\r\n\r\nabc", 400},
    {"an empty Content-Length", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n", 400},
    {"both lengths, one way",
     "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"both lengths, the other way",
     "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n", 400},
    {"chunked twice",
     "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"an unknown transfer coding", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
    {"a disguised chunked", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", 501},
    {"chunked in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"a chunk size that is no number", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400},
    {"a chunk size beyond 64 bits", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n11111111111111111\r\n",
     400},
    {"a chunk longer than it says", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n0\r\n\r\n",
     400},
    {"a chunk line that ends in LF", "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\nabc\r\n0\r\n\r\n",
     400},
    {"an unknown method", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"a method in lower case", "get / HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"CONNECT", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"a target without slash", "GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"an asterisk for GET", "GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"another scheme", "GET ftp://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"a user in the target", "GET http://u@x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"a fragment", "GET /#a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"half a percent sign", "GET /a/%4 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"NUL in the path", "GET /a/%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"invalid UTF-8 in the path", "GET /a/%ff HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"a dot segment", "GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"an encoded dot segment", "GET /a/%2e%2E HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"invalid UTF-8 in the query", "GET /?q=%c3%28 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"NUL in the query", "GET /?q=%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"an unknown expectation", "POST /echo HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nContent-Length: 1\r\n\r\n", 417},
    {"a compressed body", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\na", 415},
    {"a target of 9 kB", "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414},
    {"a request line without end", "GET /" + std::string(20'000, 'a'), 414},
    {"headers of 20 kB", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20'000, 'a') + "\r\n\r\n", 431},
    {"a header without end", "GET / HTTP/1.1\r\nHost: x\r\nA: " + std::string(20'000, 'a'), 431},
    {"a body beyond the limit", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 70000\r\n\r\n", 413},
    {"chunks beyond the limit",
     "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n" + std::string(70'000, 'a') + "\r\n0\r\n\r\n",
     413},
    {"an endless chunk extension",
     "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(30'000, 'a'), 400},
};

TEST(Malformed, RequestsAreRefusedAndTheConnectionCloses) {
  RunningServer server(echo_routes());
  for (const auto& one : refused) {
    SocketClient client(server.port());
    client.send(one.bytes);
    const auto answer = client.read_all();
    EXPECT_THAT(answer, testing::StartsWith("HTTP/1.1 " + std::to_string(one.status) + " ")) << one.what;
    EXPECT_THAT(answer, testing::HasSubstr("\r\nConnection: close\r\n")) << one.what;
    EXPECT_TRUE(client.closed()) << one.what;
    const auto first = answer.find("HTTP/1.1 ");
    EXPECT_EQ(answer.find("HTTP/1.1 ", first + 1), std::string::npos) << "smuggled: " << one.what;
  }
}

TEST(Malformed, TooManyHeadersAreRefused) {
  RunningServer server(echo_routes());
  std::string bytes = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 101; ++i) bytes += "A: b\r\n";
  EXPECT_THAT(SocketClient(server.port()).ask(bytes + "\r\n"), testing::StartsWith("HTTP/1.1 431 "));
}

const Case taken[] = {
    {"the absolute form", "GET http://other:81/a/b?q=1 HTTP/1.1\r\nHost: x\r\n\r\n", 200},
    {"the absolute form without path", "GET http://other HTTP/1.1\r\nHost: x\r\n\r\n", 200},
    {"HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", 200},
    {"an IPv6 Host", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", 200},
    {"an encoded slash stays in its piece", "GET /a/b%2Fc HTTP/1.1\r\nHost: x\r\n\r\n", 200},
    {"odd but allowed characters", "GET /a/~b!$&'()*+,;=:@ HTTP/1.1\r\nHost: x\r\n\r\n", 200},
    {"a header beyond ASCII", "GET / HTTP/1.1\r\nHost: x\r\nA: \xc3\xb1\r\n\r\n", 200},
    {"a header without value", "GET / HTTP/1.1\r\nHost: x\r\nA:\r\n\r\n", 200},
    {"OPTIONS for all", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 204},
    {"a body of nothing", "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", 200},
    {"GET with a body", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab", 200},
    {"an encoded ñ", "GET /a/%C3%B1 HTTP/1.1\r\nHost: x\r\n\r\n", 200},
};

TEST(Malformed, UnusualRequestsAreTaken) {
  RunningServer server(echo_routes());
  for (const auto& one : taken)
    EXPECT_THAT(SocketClient(server.port()).ask(one.bytes), testing::StartsWith("HTTP/1.1 " + std::to_string(one.status) + " "))
        << one.what;
}

}  // namespace
}  // namespace alianza::http
