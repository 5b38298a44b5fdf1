// The limit that the list page is measured against: Beast and SQLite with nothing else. One prepared statement a thread, the
// page's own query text, a plain table of the 25 rows. No routing, session, escaping, languages or shell: what is left is the
// socket and the database.
//     rival_beast DATABASE PORT SQL
// SQL may hold one parameter less: it is run as it is. Every column of the row becomes a cell.
#include <sqlite3.h>

#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

/// One read-only connection with its statement: one per thread.
class Rows {
 public:
  Rows(const char* path, const char* sql) {
    if (sqlite3_open_v2(path, &db_, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) fail();
    if (sqlite3_prepare_v2(db_, sql, -1, &statement_, nullptr) != SQLITE_OK) fail();
  }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;
  ~Rows() {
    sqlite3_finalize(statement_);
    sqlite3_close(db_);
  }

  std::string page() {
    std::string out = "<!doctype html><table>";
    while (sqlite3_step(statement_) == SQLITE_ROW) {
      out += "<tr>";
      for (int i = 0; i < sqlite3_column_count(statement_); ++i) {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, i));
        out += "<td>";
        out += text == nullptr ? "" : text;
      }
    }
    sqlite3_reset(statement_);
    return out += "</table>";
  }

 private:
  void fail() {
    std::fprintf(stderr, "%s\n", sqlite3_errmsg(db_));
    std::exit(1);
  }
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

asio::awaitable<void> serve(tcp::socket socket, Rows& rows) {
  beast::flat_buffer buffer;
  for (;;) {
    http::request<http::empty_body> request;
    const auto [read_error, size] = co_await http::async_read(socket, buffer, request, asio::as_tuple(asio::use_awaitable));
    if (read_error) co_return;
    http::response<http::string_body> response(http::status::ok, 11);
    response.set(http::field::content_type, "text/html; charset=utf-8");
    response.body() = rows.page();
    response.prepare_payload();
    const auto [write_error, written] = co_await http::async_write(socket, response, asio::as_tuple(asio::use_awaitable));
    if (write_error) co_return;
  }
}

asio::awaitable<void> listen(tcp::acceptor& acceptor, Rows& rows) {
  for (;;) {
    auto socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), rows), asio::detached);
  }
}

void run(const char* path, unsigned short port, const char* sql) {
  asio::io_context io(1);
  Rows rows(path, sql);
  tcp::acceptor acceptor(io);
  const tcp::endpoint endpoint(asio::ip::address_v4::loopback(), port);
  acceptor.open(endpoint.protocol());
  acceptor.set_option(asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>(true));
  acceptor.bind(endpoint);
  acceptor.listen();
  asio::co_spawn(io, listen(acceptor, rows), asio::detached);
  io.run();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "rival_beast DATABASE PORT SQL\n");
    return 2;
  }
  const auto port = static_cast<unsigned short>(std::atoi(argv[2]));
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
    threads.emplace_back(run, argv[1], port, argv[3]);
  for (auto& thread : threads) thread.join();
}
