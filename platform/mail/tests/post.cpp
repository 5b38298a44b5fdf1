#include "platform/mail/tests/post.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>

namespace alianza::mail {
namespace {

void say(int socket, const std::string& line) {
  const auto text = line + "\r\n";
  static_cast<void>(::send(socket, text.data(), text.size(), MSG_NOSIGNAL));
}

/// More bytes into the buffer; false when the other side is gone or the test ends.
bool receive(int socket, std::string& buffer, const std::atomic<bool>& stopping) {
  while (!stopping) {
    pollfd waiting{socket, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    char bytes[4096];
    const auto n = ::recv(socket, bytes, sizeof bytes, 0);
    if (n <= 0) return false;
    buffer.append(bytes, static_cast<std::size_t>(n));
    return true;
  }
  return false;
}

bool wait_for(std::string_view what, int socket, std::string& buffer, const std::atomic<bool>& stopping) {
  while (buffer.find(what) == std::string::npos)
    if (!receive(socket, buffer, stopping)) return false;
  return true;
}

std::string cut(std::string& buffer, std::string_view end) {
  const auto at = buffer.find(end);
  auto part = buffer.substr(0, at);
  buffer.erase(0, at + end.size());
  return part;
}

std::string unstuffed(std::string content) {
  for (auto at = content.find("\r\n.."); at != std::string::npos; at = content.find("\r\n..", at + 3)) content.erase(at + 2, 1);
  if (content.starts_with("..")) content.erase(0, 1);
  return content + "\r\n";
}

}  // namespace

PostOffice::PostOffice(Manner otherwise) : otherwise_(otherwise) { open(); }

PostOffice::~PostOffice() { shut(); }

void PostOffice::open() {
  stopping_ = false;
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  const int again = 1;
  ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
      ::getsockname(listener_, generic, &size) != 0)
    throw std::runtime_error("no socket for the test's mail server");
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

void PostOffice::shut() {
  if (!thread_.joinable()) return;
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void PostOffice::next(std::vector<Manner> manners) {
  const std::lock_guard lock(mutex_);
  script_.assign(manners.begin(), manners.end());
}

std::vector<std::string> PostOffice::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

std::vector<std::string> PostOffice::commands() const {
  const std::lock_guard lock(mutex_);
  return commands_;
}

void PostOffice::on_taken(std::function<void()> f) {
  const std::lock_guard lock(mutex_);
  on_taken_ = std::move(f);
}

void PostOffice::serve() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    ++connections_;
    auto manner = otherwise_;
    {
      const std::lock_guard lock(mutex_);
      if (!script_.empty()) {
        manner = script_.front();
        script_.pop_front();
      }
    }
    talk(socket, manner);
    ::close(socket);
  }
}

void PostOffice::talk(int socket, Manner manner) {
  std::string buffer;
  if (manner == Manner::hang_up_at_greeting) return;
  if (manner == Manner::busy_at_greeting) return say(socket, "421 prueba.local ocupado");
  if (manner == Manner::silent) {
    while (receive(socket, buffer, stopping_)) {
    }
    return;
  }
  say(socket, "220 prueba.local ESMTP");
  while (wait_for("\r\n", socket, buffer, stopping_)) {
    const auto command = cut(buffer, "\r\n");
    {
      const std::lock_guard lock(mutex_);
      commands_.push_back(command);
    }
    if (!converse(socket, manner, buffer, command)) return;
  }
}

bool PostOffice::converse(int socket, Manner manner, std::string& buffer, const std::string& command) {
  if (command == "DATA") return manner != Manner::hang_up_before_data && take_content(socket, manner, buffer);
  if (command.starts_with("EHLO")) {
    say(socket, "250-prueba.local");
    say(socket, "250 8BITMIME");
  } else if (command.starts_with("MAIL") && manner == Manner::refuse_sender) {
    say(socket, "550 5.7.1 remitente no permitido");
  } else if (command.starts_with("RCPT") && manner == Manner::greylist) {
    say(socket, "450 4.2.0 intente en unos minutos");
  } else if (command.starts_with("RCPT") && manner == Manner::refuse_person) {
    say(socket, "550 5.1.1 no hay tal persona");
  } else {
    say(socket, command == "QUIT" ? "221 adiós" : "250 2.0.0 bien");
  }
  return command != "QUIT";
}

bool PostOffice::take_content(int socket, Manner manner, std::string& buffer) {
  say(socket, "354 escriba");
  if (manner == Manner::hang_up_inside) {
    receive(socket, buffer, stopping_);
    const linger at_once{1, 0};  // what is on its way is thrown away, and the sender is told so
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    return false;
  }
  if (!wait_for("\r\n.\r\n", socket, buffer, stopping_)) return false;
  auto content = unstuffed(cut(buffer, "\r\n.\r\n"));
  if (manner == Manner::refuse_content) return say(socket, "554 5.7.1 no se acepta"), true;
  if (manner == Manner::busy_after_content) return say(socket, "451 4.3.0 intente después"), true;
  std::function<void()> told;
  {
    const std::lock_guard lock(mutex_);
    taken_.push_back(std::move(content));
    told = on_taken_;
  }
  if (told) told();
  if (manner == Manner::take_and_hang_up) return false;
  if (manner == Manner::take_and_say_nothing) {
    while (receive(socket, buffer, stopping_)) {
    }
    return false;
  }
  say(socket, "250 2.0.0 recibido");
  return true;
}

}  // namespace alianza::mail
