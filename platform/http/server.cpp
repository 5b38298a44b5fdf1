// One of the three files that know Beast or Asio (docs/architecture.md).
#include "platform/http/server.h"

#include <fmt/format.h>
#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <charconv>
#include <csignal>
#include <list>

#include "platform/http/sockets/network.h"
#include "platform/log/log.h"
#include "platform/log/metrics.h"

namespace alianza::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Code = boost::system::error_code;

/// "127.0.0.1:8080" or "[::1]:8080".
Result<tcp::endpoint> parse_endpoint(const std::string& text) {
  const auto wrong = [&] {
    return fail(Error::invalid(
        _("«{1}» no es una dirección donde escuchar; escriba por ejemplo 127.0.0.1:8080 o [::1]:8080.").arg(text)));
  };
  const auto colon = text.rfind(':');
  if (colon == std::string::npos) return wrong();
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  std::uint16_t port = 0;
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data() + colon + 1, end, port);
  Code code;
  const auto address = asio::ip::make_address(host, code);
  if (code || error != std::errc() || stop != end) return wrong();
  return tcp::endpoint(address, port);
}

std::string text_of(const tcp::endpoint& endpoint) {
  const auto host = endpoint.address().to_string();
  return endpoint.address().is_v6() ? fmt::format("[{}]:{}", host, endpoint.port()) : fmt::format("{}:{}", host, endpoint.port());
}

Error cannot_listen(const std::string& text, const Code& code) {
  if (code == asio::error::address_in_use)
    return {Fault::conflict, _("Otro programa ya usa {1}. Deténgalo o elija otra dirección con --listen.").arg(text), {}};
  if (code == asio::error::access_denied)
    return {Fault::forbidden, _("El sistema no permite escuchar en {1}. Use un puerto mayor que 1023.").arg(text), {}};
  return Error::invalid(_("No se puede escuchar en {1}: {2}").arg(text).arg(code.message()));
}

/// Says 503 to one connection too many and closes it. What it has sent already is read, else the answer would be lost in a reset.
void turn_away(int socket) {
  static constexpr std::string_view full =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
  std::array<char, 4096> ignored;
  (void)::recv(socket, ignored.data(), ignored.size(), MSG_DONTWAIT);
  (void)::send(socket, full.data(), full.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
  ::close(socket);
}

}  // namespace

struct Server::State {
  State(Router r, ServerOptions o) : router(std::move(r)), options(std::move(o)) {}
  Router router;
  ServerOptions options;
  TrustedProxies proxies;
  std::shared_ptr<std::atomic<std::size_t>> connections = std::make_shared<std::atomic<std::size_t>>(0);
  std::shared_ptr<std::atomic<std::size_t>> event_streams = std::make_shared<std::atomic<std::size_t>>(0);
  std::unique_ptr<WorkerPool> pool;
  asio::io_context io{1};
  std::list<tcp::acceptor> acceptors;
  std::optional<asio::signal_set> signals;
  std::optional<asio::steady_timer> patience;
  std::vector<std::unique_ptr<NetworkThread>> threads;
  std::size_t next_thread = 0;
  std::size_t running = 0;
  bool stopping = false;
  std::atomic<bool> started{false};  // stop() may come from any thread

  Done listen(const std::string& text);
  void accept(tcp::acceptor& acceptor);
  void accepted(tcp::acceptor& acceptor, Code error, tcp::socket socket);
  void start_threads();
  void await_signal();
  void begin_stop();
  void all_ended();
};

Done Server::State::listen(const std::string& text) {
  const auto endpoint = TRY(parse_endpoint(text));
  auto& acceptor = acceptors.emplace_back(io);
  Code code;
  acceptor.open(endpoint.protocol(), code);
  if (!code) acceptor.set_option(tcp::acceptor::reuse_address(true), code);
  if (!code && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), code);
  if (!code) acceptor.bind(endpoint, code);
  if (!code) acceptor.listen(asio::socket_base::max_listen_connections, code);
  if (code) return fail(cannot_listen(text, code));
  return {};
}

void Server::State::accept(tcp::acceptor& acceptor) {
  acceptor.async_accept([this, &acceptor](Code error, tcp::socket socket) { accepted(acceptor, error, std::move(socket)); });
}

void Server::State::accepted(tcp::acceptor& acceptor, Code error, tcp::socket socket) {
  if (stopping || error == asio::error::operation_aborted) return;
  if (error) {
    // Out of descriptors, mostly: trying again at once would only burn the processor.
    log::warning("accept failed", {{"code", error.value()}});
    auto pause = std::make_shared<asio::steady_timer>(io, std::chrono::milliseconds(100));
    pause->async_wait([this, &acceptor, pause](Code stopped) {
      if (!stopped && !stopping) accept(acceptor);
    });
    return;
  }
  Code code;
  const auto peer = socket.remote_endpoint(code);
  const int descriptor = socket.release(code);
  if (code) {
    if (descriptor >= 0) ::close(descriptor);
  } else if (connections->fetch_add(1) >= options.limits.connections) {
    connections->fetch_sub(1);
    turn_away(descriptor);
  } else {
    // In turn: each thread gets its share, which the kernel's own spreading (SO_REUSEPORT) does not give to few connections.
    threads[next_thread++ % threads.size()]->adopt(descriptor, peer.address().to_string());
  }
  accept(acceptor);
}

void Server::State::start_threads() {
  pool = std::make_unique<WorkerPool>(std::max(1U, options.workers), options.limits.waiting);
  const unsigned count = options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  const Shared shared{router, options, proxies, *pool, *connections, *event_streams};
  for (unsigned i = 0; i < count; ++i) threads.push_back(std::make_unique<NetworkThread>(shared));
  running = count;
  metrics::gauge("alianza_http_connections", "Open connections.",
                 [open = connections] { return static_cast<double>(open->load()); });
  metrics::gauge("alianza_http_event_streams", "Pages that listen to events.",
                 [open = event_streams] { return static_cast<double>(open->load()); });
  if (options.handle_signals) {
    signals.emplace(io, SIGINT, SIGTERM);
    await_signal();
  }
  for (auto& acceptor : acceptors) accept(acceptor);
}

/// The first signal stops gracefully, a second one at once: whoever presses Ctrl-C twice does not want to wait.
void Server::State::await_signal() {
  signals->async_wait([this](Code error, int) {
    if (error) return;
    if (stopping) return io.stop();
    begin_stop();
    await_signal();
  });
}

void Server::State::all_ended() {
  Code ignored;
  patience->cancel();
  if (signals) signals->cancel(ignored);
}

void Server::State::begin_stop() {
  if (stopping) return;
  stopping = true;
  log::info("stopping");
  Code ignored;
  for (auto& acceptor : acceptors) acceptor.close(ignored);
  patience.emplace(io, options.limits.shutdown_time);
  patience->async_wait([this](Code error) {
    if (error) return;
    log::warning("stopped with unfinished answers", {{"connections", connections->load()}});
    io.stop();
  });
  for (auto& thread : threads)
    thread->finish([this] {
      asio::post(io, [this] {
        if (--running == 0) all_ended();
      });
    });
}

Server::Server(Router router, ServerOptions options) : state_(std::make_unique<State>(std::move(router), std::move(options))) {}

Server::~Server() {
  stop();
  wait();
}

Done Server::start() {
  auto& s = *state_;
  if (const auto problems = s.router.problems(); !problems.empty()) {
    for (const auto& problem : problems) log::error("route refused", {{"problem", problem}});
    return fail(Error::invalid(_("Hay rutas mal declaradas: {1}").arg(problems.front())));
  }
  auto proxies = TrustedProxies::parse(s.options.trusted_proxies);
  if (!proxies)
    return fail(Error::invalid(_("trusted_proxies: escriba direcciones o redes, por ejemplo 127.0.0.1 o 10.0.0.0/8.")));
  s.proxies = std::move(*proxies);
  for (const auto& text : s.options.listen)
    if (auto done = s.listen(text); !done) {
      s.acceptors.clear();
      return done;
    }
  s.start_threads();
  s.started = true;
  for (const auto& acceptor : s.acceptors) log::info("listening", {{"address", text_of(acceptor.local_endpoint())}});
  return {};
}

std::vector<std::uint16_t> Server::ports() const {
  std::vector<std::uint16_t> list;
  for (const auto& acceptor : state_->acceptors) list.push_back(acceptor.local_endpoint().port());
  return list;
}

void Server::wait() {
  auto& s = *state_;
  if (!s.started) return;
  s.io.run();
  // After the patience: what still waits for a client is cut off. What runs on a worker is finished, so that no write is left
  // half done.
  for (auto& thread : s.threads) thread->abort();
  s.pool->stop();
  for (auto& thread : s.threads) thread->join();
  s.threads.clear();
  s.started = false;
}

Done Server::run() {
  if (auto done = start(); !done) return done;
  wait();
  return {};
}

void Server::stop() {
  auto& s = *state_;
  if (s.started) asio::post(s.io, [&s] { s.begin_stop(); });
}

const Router& Server::router() const { return state_->router; }

}  // namespace alianza::http
