#pragma once
// A client that sends exactly the bytes it is told, for tests of what a well-behaved client would never send.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace alianza::http {

class SocketClient {
 public:
  explicit SocketClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error("connect");
  }
  ~SocketClient() { ::close(socket_); }
  SocketClient(const SocketClient&) = delete;
  SocketClient& operator=(const SocketClient&) = delete;

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
  }
  void end_sending() const { ::shutdown(socket_, SHUT_WR); }

  /// One answer: its head, and as many bytes of body as Content-Length says. What came when the server closed or was silent.
  std::string read(std::chrono::milliseconds patience = std::chrono::milliseconds(3000)) {
    while (true) {
      const auto blank = kept_.find("\r\n\r\n");
      if (blank != std::string::npos) {
        const auto size = blank + 4 + length_in(kept_.substr(0, blank));
        if (kept_.size() >= size) {
          auto answer = kept_.substr(0, size);
          kept_.erase(0, size);
          return answer;
        }
      }
      if (!receive(patience)) return std::exchange(kept_, {});
    }
  }
  std::string ask(std::string_view bytes) {
    send(bytes);
    return read();
  }
  /// Everything until the server closes.
  std::string read_all(std::chrono::milliseconds patience = std::chrono::milliseconds(3000)) {
    while (receive(patience)) {
    }
    return std::exchange(kept_, {});
  }
  /// What came up to these words; all that came when they did not come in that time.
  std::string read_until(std::string_view words, std::chrono::milliseconds patience = std::chrono::milliseconds(10'000)) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (kept_.find(words) == std::string::npos && !closed_ && std::chrono::steady_clock::now() < end)
      receive(std::chrono::milliseconds(20));
    const auto at = kept_.find(words);
    auto out = kept_.substr(0, at == std::string::npos ? at : at + words.size());
    kept_.erase(0, out.size());
    return out;
  }
  bool closed() const { return closed_; }

 private:
  static std::size_t length_in(std::string_view head) {
    const auto at = head.find("\r\nContent-Length: ");
    return at == std::string_view::npos ? 0 : std::stoul(std::string(head.substr(at + 18)));
  }
  bool receive(std::chrono::milliseconds patience) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
    std::array<char, 65536> bytes;
    const auto n = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (n <= 0) {
      closed_ = true;
      return false;
    }
    kept_.append(bytes.data(), static_cast<std::size_t>(n));
    return true;
  }
  int socket_;
  std::string kept_;
  bool closed_ = false;
};

}  // namespace alianza::http
