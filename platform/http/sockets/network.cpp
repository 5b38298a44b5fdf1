// One of the three files that know Beast or Asio (docs/architecture.md).
#include "platform/http/sockets/network.h"

#include <pthread.h>

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <optional>
#include <thread>

#include "platform/http/compress.h"
#include "platform/http/events.h"
#include "platform/http/request_number.h"
#include "platform/http/request_parser.h"
#include "platform/http/wire.h"
#include "platform/log/log.h"

namespace alianza::http {
namespace {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
template <class T>
using Task = asio::awaitable<T, Executor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, Executor>;
using Clock = std::chrono::steady_clock;
constexpr asio::use_awaitable_t<Executor> use_task;

class Connection;

/// The connections of one thread. A sweep every now and then ends those that are over their time: one timer for all costs
/// nothing per request, and limits of seconds need no precision.
struct Home {
  explicit Home(const Shared& s) : shared(s) {}
  const Shared& shared;
  std::list<Connection*> connections;
  bool finishing = false;
  asio::io_context io{1};  // last: it destroys coroutines, and with them connections, that were cut off
};

class Connection {
 public:
  Connection(Home& home, Socket socket, std::string peer)
      : home_(home), socket_(std::move(socket)), peer_(std::move(peer)), parser_(home.shared.options.limits) {
    place_ = home_.connections.insert(home_.connections.end(), this);
  }
  ~Connection() {
    home_.connections.erase(place_);
    home_.shared.connections.fetch_sub(1);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Task<void> serve();
  void sweep(Clock::time_point now);
  /// Nothing begun: nobody loses anything when it closes.
  bool is_idle() const { return idle_; }
  void cancel();

 private:
  enum class Got : std::uint8_t { request, refused, nothing };
  enum class WhenBusy : std::uint8_t { refuse, wait };
  const Limits& limits() const { return home_.shared.options.limits; }
  void allow(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }

  Task<bool> read_more();
  Task<Got> read_head();
  Task<Got> read_body();
  Match find_route();
  Task<Got> receive(Match& match);
  Task<bool> write(std::string_view first, std::string_view second = {});
  Task<bool> answer(const Match& match);
  Task<void> refuse(const Refusal& refusal);
  Transport transport() const;
  Task<bool> send(Response response);
  Task<bool> send_stream(Response response, bool compressed);
  Task<bool> send_events(Response response);
  Task<bool> next_piece(Chunks& chunks, std::string& piece, bool& more);
  Task<void> linger();
  template <class F>
  Task<bool> on_pool(F work, WhenBusy when_busy);
  void identify();

  Home& home_;
  Socket socket_;
  std::string peer_;
  RequestParser parser_;
  Request request_;
  std::string buffer_;  // read and not yet used
  std::string out_;
  Clock::time_point deadline_ = Clock::time_point::max();
  std::list<Connection*>::iterator place_;
  std::size_t ahead_ = 0;  // requests in a row that were here before the answer to the one before was out
  bool idle_ = true;
  bool expired_ = false;
  bool keep_alive_ = true;
};

void Connection::cancel() {
  boost::system::error_code ignored;
  socket_.cancel(ignored);
}

void Connection::sweep(Clock::time_point now) {
  if (now < deadline_) return;
  deadline_ = Clock::time_point::max();
  expired_ = true;
  cancel();
}

/// False at the end of the stream, on errors and when the time is over (expired_).
Task<bool> Connection::read_more() {
  constexpr std::size_t piece = std::size_t{8} * 1024;
  const auto had = buffer_.size();
  buffer_.resize(had + piece);
  boost::system::error_code error;
  const auto n =
      co_await socket_.async_read_some(asio::buffer(buffer_.data() + had, piece), asio::redirect_error(use_task, error));
  buffer_.resize(had + (error ? 0 : n));
  co_return !error && !expired_;
}

Task<Connection::Got> Connection::read_head() {
  parser_.begin(request_);
  ahead_ = buffer_.empty() ? 0 : ahead_ + 1;
  if (ahead_ > limits().pipelined) co_return Got::nothing;
  idle_ = buffer_.empty();
  allow(idle_ ? limits().keep_alive : limits().head_time);
  for (;;) {
    // An empty line before a request is forgiven (RFC 9112, 2.2).
    if (buffer_.starts_with("\r\n")) buffer_.erase(0, 2);
    if (!buffer_.empty() && idle_) {
      idle_ = false;
      allow(limits().head_time);
    }
    const auto size = parser_.read_head(buffer_);
    if (parser_.refused()) co_return Got::refused;
    if (size != 0) {
      buffer_.erase(0, size);
      co_return Got::request;
    }
    if (home_.finishing && idle_) co_return Got::nothing;
    if (co_await read_more()) continue;
    co_return expired_ && !idle_ ? Got::refused : Got::nothing;
  }
}

Task<Connection::Got> Connection::read_body() {
  if (parser_.expects_continue() && buffer_.empty() && !co_await write(continue_line)) co_return Got::nothing;
  const auto begin = Clock::now();
  for (;;) {
    buffer_.erase(0, parser_.read_body(buffer_));
    if (parser_.refused()) co_return Got::refused;
    if (parser_.done()) co_return Got::request;
    if (buffer_.size() > limits().head_bytes) {  // the head of a chunk without end
      parser_.refuse(400, _("La solicitud no es HTTP bien formado."));
      co_return Got::refused;
    }
    const auto earned = std::chrono::milliseconds(request_.body.size() * 1000 / limits().body_rate);
    deadline_ = begin + limits().body_time + earned;
    if (co_await read_more()) continue;
    co_return expired_ ? Got::refused : Got::nothing;
  }
}

/// Both pieces in one call to the system when they fit; the time counts anew with each progress.
Task<bool> Connection::write(std::string_view first, std::string_view second) {
  while (!first.empty() || !second.empty()) {
    allow(limits().write_time);
    const std::array<asio::const_buffer, 2> pieces = {asio::buffer(first.data(), first.size()),
                                                      asio::buffer(second.data(), second.size())};
    boost::system::error_code error;
    auto n = co_await socket_.async_write_some(pieces, asio::redirect_error(use_task, error));
    if (error || expired_) co_return false;
    const auto of_first = std::min(n, first.size());
    first.remove_prefix(of_first);
    second.remove_prefix(n - of_first);
  }
  co_return true;
}

/// Runs `work` on the worker pool while this coroutine waits; false when the pool is too busy.
template <class F>
Task<bool> Connection::on_pool(F work, WhenBusy when_busy) {
  deadline_ = Clock::time_point::max();  // a handler's time is not the client's
  bool taken = true;
  co_await asio::async_initiate<const asio::use_awaitable_t<Executor>&, void()>(
      [this, &work, &taken, when_busy](auto handler) {
        auto resume = std::make_shared<decltype(handler)>(std::move(handler));
        auto task = [this, resume, &work, guard = asio::make_work_guard(home_.io)]() mutable {
          work();
          asio::post(home_.io, [resume = std::move(resume)] { (*resume)(); });
        };
        if (when_busy == WhenBusy::wait) return home_.shared.pool.post(std::move(task));
        if (home_.shared.pool.try_post(std::move(task))) return;
        taken = false;
        asio::post(home_.io, [resume] { (*resume)(); });
      },
      use_task);
  co_return taken;
}

void Connection::identify() {
  const auto forwarded = request_.headers.get("X-Forwarded-For");
  request_.request_id = new_request_number();
  request_.through_proxy = !forwarded.empty();
  request_.client_address =
      forwarded.empty() || home_.shared.proxies.empty() ? peer_ : home_.shared.proxies.client_of(peer_, forwarded);
}

Task<bool> Connection::answer(const Match& match) {
  const auto& shared = home_.shared;
  const bool here = match.route == nullptr || (shared.options.inline_handlers && match.route->options.run == Run::inline_);
  if (here) co_return co_await send(shared.router.answer(request_, match));
  std::optional<Response> response;
  if (!co_await on_pool([&] { response = shared.router.answer(request_, match); }, WhenBusy::refuse)) {
    const Error busy{Fault::unavailable, _("Hay demasiadas solicitudes en espera. Intente de nuevo en un momento."), {}};
    response = shared.router.refuse(request_, busy, 503).with("Retry-After", "2");
  }
  co_return co_await send(std::move(*response));
}

/// An answer to what could not be read to its end; the connection closes after it.
Task<void> Connection::refuse(const Refusal& refusal) {
  expired_ = false;
  keep_alive_ = false;
  const Error error{refusal.status == 413 ? Fault::too_large : Fault::invalid, refusal.message, {}};
  co_await send(home_.shared.router.refuse(request_, error, refusal.status));
}

Transport Connection::transport() const {
  return {keep_alive_ ? KeepAlive::yes : KeepAlive::no, parser_.is_http_1_0() ? Protocol::http_1_0 : Protocol::http_1_1,
          home_.shared.router.is_secure() ? Secure::yes : Secure::no};
}

Task<bool> Connection::send(Response response) {
  const bool compressed = compress_body(request_, response);
  const bool old = parser_.is_http_1_0();
  if (home_.finishing || (old && response.chunks)) keep_alive_ = false;
  const bool bare = request_.method == Method::head || response.status == 204 || response.status == 304;
  if (is_event_stream(response) && !bare && !old) co_return co_await send_events(std::move(response));
  write_head(out_, request_, response, transport());
  if (!response.chunks || bare) co_return co_await write(out_, bare ? std::string_view() : response.content()) && keep_alive_;
  co_return co_await send_stream(std::move(response), compressed);
}

Task<bool> Connection::send_stream(Response response, bool compressed) {
  std::optional<GzipStream> gzip;
  if (compressed) gzip.emplace();
  const bool chunked = !parser_.is_http_1_0();
  std::string head = std::move(out_);
  std::string piece;
  bool more = true;
  while (more) {
    piece.clear();
    auto chunks = [&](std::string& to) {
      const bool goes_on = response.chunks(to);
      if (gzip) gzip->take(to, goes_on ? GzipStream::Last::no : GzipStream::Last::yes);
      return goes_on;
    };
    Chunks zipped(std::ref(chunks));
    if (!co_await next_piece(zipped, piece, more)) co_return false;
    out_ = std::move(head);
    head.clear();
    if (chunked)
      append_chunk(out_, piece);
    else
      out_ += piece;
    if (!more && chunked) out_ += "0\r\n\r\n";
    if (!co_await write(out_)) co_return false;
  }
  co_return keep_alive_;
}

/// Reads a little of what a refused client still sends, so that it sees the answer and not a reset.
Task<void> Connection::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  if (parser_.done() && buffer_.empty()) co_return;  // nothing more is under way
  allow(std::chrono::milliseconds(2000));
  for (std::size_t read = 0; read < (4U << 20) && !expired_;) {
    buffer_.clear();
    if (!co_await read_more()) break;
    read += buffer_.size();
  }
}

/// Where the head leads; what is wrong with it goes to parser_.refused().
Match Connection::find_route() {
  if (const auto done = request_.read_target(); !done) {
    const auto& error = done.error();
    parser_.refuse(400, error.fields.empty() ? error.message : error.fields[0].message);
  }
  request_.read_preferences();
  auto match = home_.shared.router.match(request_);
  parser_.limit_body(match.body_limit);
  if (parser_.content_length() > match.body_limit) parser_.refuse(413, _("Lo que envía es más grande de lo que se admite aquí."));
  return match;
}

/// The next request, whole or refused.
Task<Connection::Got> Connection::receive(Match& match) {
  auto got = co_await read_head();
  if (got == Got::nothing) co_return got;
  identify();
  if (got == Got::request) {
    match = find_route();
    if (!parser_.refused() && !parser_.done()) got = co_await read_body();
    if (parser_.refused()) got = Got::refused;
  }
  // Refused without a reason: it took too long. The first reason counts.
  if (got == Got::refused) parser_.refuse(408, _("La solicitud tardó demasiado en llegar."));
  co_return got;
}

Task<void> Connection::serve() {
  for (;;) {
    Match match;
    const auto got = co_await receive(match);
    if (got == Got::nothing && buffer_.empty()) co_return;
    if (got == Got::nothing) break;  // sent too far ahead, or left in the middle
    if (got == Got::refused) {
      co_await refuse(*parser_.refused());
      break;
    }
    keep_alive_ = parser_.keep_alive();
    if (!co_await answer(match)) break;
  }
  co_await linger();
}

/// A place among those that may listen, free again at the end of the scope.
class Listener {
 public:
  Listener(std::atomic<std::size_t>& all, std::size_t most) : all_(all), has_place_(all.fetch_add(1) < most) {}
  ~Listener() { all_.fetch_sub(1); }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  bool has_place() const { return has_place_; }

 private:
  std::atomic<std::size_t>& all_;
  bool has_place_;
};

/// The next piece of an answer, made on the pool; false when making it failed.
Task<bool> Connection::next_piece(Chunks& chunks, std::string& piece, bool& more) {
  bool failed = false;
  co_await on_pool(
      [&] {
        const log::RequestScope scope(request_.request_id);
        try {
          more = chunks(piece);
        } catch (...) {
          log::error("stream failed", {{"route", request_.route->pattern}, {"exception", log::describe_current_exception()}});
          failed = true;
        }
      },
      WhenBusy::wait);
  co_return !failed;
}

/// Waits between two pieces without a worker, so that many may listen.
Task<bool> Connection::send_events(Response response) {
  const Listener listener(home_.shared.event_streams, limits().event_streams);
  if (!listener.has_place()) {
    const Error full{
        Fault::unavailable, _("Demasiadas páginas piden avisos a la vez. Esta se actualiza al volver a cargarla."), {}};
    co_return co_await send(home_.shared.router.refuse(request_, full, 503).with("Retry-After", "30"));
  }
  write_head(out_, request_, response, transport());
  auto rest = std::move(out_);  // not written yet
  const auto end = Clock::now() + limits().events_time;
  auto written = Clock::now();
  Timer pause(socket_.get_executor());
  for (bool more = true; more;) {
    std::string piece;
    if (!co_await next_piece(response.chunks, piece, more)) co_return false;
    if (home_.finishing || Clock::now() >= end) more = false;
    if (piece.empty() && Clock::now() - written >= limits().events_heartbeat) piece = ":\n\n";
    if (!piece.empty()) append_chunk(rest, piece);
    if (!more) rest += "0\r\n\r\n";
    if (!rest.empty()) {
      if (!co_await write(rest)) co_return false;
      rest.clear();
      written = Clock::now();
    }
    if (!more) break;
    deadline_ = Clock::time_point::max();  // nothing is asked of the client meanwhile
    pause.expires_after(limits().events_every);
    boost::system::error_code ignored;
    co_await pause.async_wait(asio::redirect_error(use_task, ignored));
  }
  co_return keep_alive_ && !home_.finishing;
}

Task<void> run_connection(Home& home, Socket socket, std::string peer) {
  auto connection = std::make_unique<Connection>(home, std::move(socket), std::move(peer));
  try {
    co_await connection->serve();
  } catch (...) {
    log::error("connection failed", {{"exception", log::describe_current_exception()}});
  }
}

}  // namespace

struct NetworkThread::State {
  explicit State(const Shared& s) : shared(s), home(shared), sweeper(home.io) {}
  Shared shared;
  Home home;
  Timer sweeper;
  std::optional<asio::executor_work_guard<Executor>> guard;
  std::function<void()> ended;
  bool sweeping = false;
  std::thread thread;

  void sweep_later();
  void end_if_empty();
};

/// Runs only while there are connections, so an idle server sleeps.
void NetworkThread::State::sweep_later() {
  if (sweeping || home.connections.empty()) return;
  sweeping = true;
  const auto& l = shared.options.limits;
  const auto shortest = std::min({l.head_time, l.body_time, l.keep_alive, l.write_time});
  sweeper.expires_after(std::clamp(shortest / 8, std::chrono::milliseconds(10), std::chrono::milliseconds(1000)));
  sweeper.async_wait([this](boost::system::error_code error) {
    sweeping = false;
    if (error) return;
    const auto now = Clock::now();
    for (auto* connection : home.connections) connection->sweep(now);
    sweep_later();
  });
}

void NetworkThread::State::end_if_empty() {
  if (!home.finishing || !home.connections.empty() || !guard) return;
  guard.reset();
  sweeper.cancel();
}

NetworkThread::NetworkThread(const Shared& shared) : state_(std::make_unique<State>(shared)) {
  auto* s = state_.get();
  s->guard.emplace(asio::make_work_guard(s->home.io));
  s->thread = std::thread([s] {
    pthread_setname_np(pthread_self(), "network");
    s->home.io.run();
    if (s->ended) s->ended();
  });
}

NetworkThread::~NetworkThread() {
  abort();
  join();
}

void NetworkThread::adopt(int socket, std::string peer_address) {
  auto* s = state_.get();
  asio::post(s->home.io, [s, socket, peer = std::move(peer_address)]() mutable {
    // Only loopback and IPv4/IPv6 matter for the type of socket; reading and writing do not ask for it.
    Socket taken(s->home.io, asio::ip::tcp::v6(), socket);
    boost::system::error_code ignored;
    taken.set_option(asio::ip::tcp::no_delay(true), ignored);
    asio::co_spawn(s->home.io.get_executor(), run_connection(s->home, std::move(taken), std::move(peer)),
                   [s](const std::exception_ptr&) { s->end_if_empty(); });
    s->sweep_later();
  });
}

void NetworkThread::finish(std::function<void()> ended) {
  auto* s = state_.get();
  asio::post(s->home.io, [s, ended = std::move(ended)]() mutable {
    s->ended = std::move(ended);
    s->home.finishing = true;
    for (auto* connection : s->home.connections)
      if (connection->is_idle()) connection->cancel();
    s->end_if_empty();
  });
}

void NetworkThread::abort() { state_->home.io.stop(); }

void NetworkThread::join() {
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace alianza::http
