// Pages that listen: what happens reaches them as it happens, and nobody can hold the server by listening.
#include "platform/http/events.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "platform/http/tests/running_server.h"
#include "platform/http/tests/socket_client.h"

namespace alianza::http {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using namespace std::chrono_literals;

TEST(Event, IsWrittenLineByLine) {
  const struct {
    std::string_view data;
    std::string_view written;
  } cases[] = {{"uno", "event: avance\ndata: uno\n\n"},
               {"", "event: avance\ndata: \n\n"},
               {"uno\ndos", "event: avance\ndata: uno\ndata: dos\n\n"},
               {"uno\r\ndos\rtres\n", "event: avance\ndata: uno\ndata: dos\ndata: tres\ndata: \n\n"}};
  for (const auto& c : cases) {
    std::string out;
    append_event(out, "avance", c.data);
    EXPECT_EQ(out, c.written);
  }
}

/// Tells `counted` each time it is asked; ends at `last`.
Router telling(std::atomic<int>& counted, int last) {
  Router router;
  router.get("/events", everybody(), [&counted, last](Request&) {
    return event_stream([&counted, last](std::string& events) {
      const int n = ++counted;
      if (n % 2 == 1) append_event(events, "n", std::to_string(n));
      return n < last;
    });
  });
  router.get("/silence", everybody(), [](Request&) { return event_stream([](std::string&) { return true; }); });
  router.get("/breaks", everybody(),
             [](Request&) { return event_stream([](std::string&) -> bool { throw std::runtime_error("x"); }); });
  router.get("/hello", everybody(), [](Request&) { return Response::text("hola"); });
  return router;
}

Limits quick() {
  Limits limits;
  limits.events_every = 20ms;
  limits.events_heartbeat = 100ms;
  return limits;
}

std::string asking(std::string_view path) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";
}

TEST(EventStream, TellsWhatHappensAndEnds) {
  std::atomic<int> counted{0};
  RunningServer server(telling(counted, 5), quick());
  SocketClient client(server.port());
  client.send(asking("/events"));
  const auto all = client.read_until("0\r\n\r\n");
  EXPECT_THAT(all, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(all, HasSubstr("Cache-Control: no-store"));
  EXPECT_THAT(all, Not(HasSubstr("Content-Encoding")));
  EXPECT_THAT(all, HasSubstr("event: n\ndata: 1\n\n"));
  EXPECT_THAT(all, HasSubstr("event: n\ndata: 5\n\n"));
  EXPECT_EQ(counted, 5);
  EXPECT_THAT(client.ask(asking("/hello")), HasSubstr("200 OK")) << "the connection goes on";
}

/// Not asked any more: the count stands still.
bool comes_to_rest(const std::atomic<int>& counted) {
  for (int i = 0; i < 50; ++i) {
    const int then = counted;
    std::this_thread::sleep_for(200ms);
    if (counted == then) return true;
  }
  return false;
}

TEST(EventStream, BeatsWhileNothingHappensAndNotesWhoLeft) {
  std::atomic<int> counted{0};
  RunningServer server(telling(counted, 1'000'000), quick());
  {
    SocketClient client(server.port());
    client.send(asking("/silence"));
    EXPECT_THAT(client.read_until(":\n\n"), EndsWith("\r\n:\n\n"));
    EXPECT_THAT(client.read_until(":\n\n"), EndsWith("\r\n:\n\n"));
    SocketClient other(server.port());
    other.send(asking("/events"));
    EXPECT_THAT(other.read_until("data: 3"), HasSubstr("data: 3"));
  }
  EXPECT_TRUE(comes_to_rest(counted));
}

TEST(EventStream, HoldsNoWorkerAndHasALimit) {
  std::atomic<int> counted{0};
  auto limits = quick();
  limits.event_streams = 8;  // twice the workers of the test's server
  RunningServer server(telling(counted, 1), limits);
  std::vector<std::unique_ptr<SocketClient>> listeners;
  for (int i = 0; i < 8; ++i) {
    listeners.push_back(std::make_unique<SocketClient>(server.port()));
    listeners.back()->send(asking("/silence"));
  }
  for (auto& listener : listeners) EXPECT_THAT(listener->read_until(":\n\n"), HasSubstr("200 OK"));
  SocketClient client(server.port());
  EXPECT_THAT(client.ask(asking("/hello")), HasSubstr("200 OK"));
  EXPECT_THAT(client.ask(asking("/silence")), HasSubstr("503 "));
  listeners.pop_back();
  std::string again;
  for (int i = 0; i < 50 && again.find("200 OK") == std::string::npos; ++i) {
    std::this_thread::sleep_for(100ms);
    SocketClient next(server.port());
    next.send(asking("/silence"));
    again = next.read_until("\r\n\r\n");
  }
  EXPECT_THAT(again, HasSubstr("200 OK")) << "the place of who left is free";
  EXPECT_LT(server.stop(), 5s) << "nobody who listens keeps it from stopping";
}

TEST(EventStream, EndsAfterItsTimeAndIsCutWhereItFails) {
  std::atomic<int> counted{0};
  auto limits = quick();
  limits.events_time = 100ms;
  RunningServer server(telling(counted, 1'000'000), limits);
  SocketClient client(server.port());
  client.send(asking("/silence"));
  EXPECT_THAT(client.read_until("\r\n0\r\n\r\n"), EndsWith("0\r\n\r\n"));
  SocketClient broken(server.port());
  broken.send(asking("/breaks"));
  EXPECT_THAT(broken.read_until("0\r\n\r\n"), Not(EndsWith("0\r\n\r\n")));
  EXPECT_TRUE(broken.closed());
}

TEST(EventStream, DropsAReaderThatTakesNothing) {
  std::atomic<int> asked{0};
  Router router;
  router.get("/much", everybody(), [&asked](Request&) {
    return event_stream([&asked](std::string& events) {
      ++asked;
      append_event(events, "much", std::string(1 << 20, 'x'));
      return true;
    });
  });
  auto limits = quick();
  limits.write_time = 200ms;
  RunningServer server(std::move(router), limits);
  SocketClient client(server.port());
  client.send(asking("/much"));
  EXPECT_TRUE(comes_to_rest(asked));
  SocketClient other(server.port());
  EXPECT_THAT(other.ask("GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n"), HasSubstr("404"));
}

}  // namespace
}  // namespace alianza::http
