#pragma once
// A mail server for tests: real sockets on loopback, one connection after the other, each by the next word of its script.
#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace alianza::mail {

enum class Manner {
  accept,
  busy_at_greeting,      // 421 and goodbye
  greylist,              // 450 to RCPT
  refuse_person,         // 550 to RCPT
  refuse_sender,         // 550 to MAIL FROM
  refuse_content,        // 554 after the content
  busy_after_content,    // 451 after the content
  hang_up_at_greeting,   // closes
  hang_up_before_data,   // closes when DATA is asked
  hang_up_inside,        // closes with the first bytes of the content
  take_and_hang_up,      // takes the content, and closes instead of answering
  take_and_say_nothing,  // takes the content, and is silent
  silent                 // accepts the connection and says nothing
};

class PostOffice {
 public:
  explicit PostOffice(Manner otherwise = Manner::accept);
  ~PostOffice();
  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_) + "/prueba.local"; }
  /// Nobody listens any more: connections are refused, until it opens at the same port.
  void shut();
  void open();
  /// How the next connections are treated; then `otherwise` again.
  void next(std::vector<Manner> manners);
  /// Every content that was taken whole, with dots unstuffed, also when no answer was given.
  std::vector<std::string> taken() const;
  int connections() const { return connections_; }
  /// The lines that clients sent before the content.
  std::vector<std::string> commands() const;
  /// Runs when a content was taken, before it is answered.
  void on_taken(std::function<void()> f);

 private:
  void serve();
  void talk(int socket, Manner manner);
  bool converse(int socket, Manner manner, std::string& buffer, const std::string& command);
  bool take_content(int socket, Manner manner, std::string& buffer);

  int listener_ = -1;
  int port_ = 0;
  const Manner otherwise_;
  std::atomic<int> connections_{0};
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::deque<Manner> script_;
  std::vector<std::string> taken_;
  std::vector<std::string> commands_;
  std::function<void()> on_taken_;
  std::thread thread_;
};

}  // namespace alianza::mail
