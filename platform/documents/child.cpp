#include "platform/documents/child.h"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>
#include <utility>

namespace alianza::documents {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int not_found_status = 127;

/// A descriptor that closes itself.
class End {
 public:
  explicit End(int fd = -1) : fd_(fd) {}
  ~End() { close(); }
  End(const End&) = delete;
  End& operator=(const End&) = delete;
  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

Error unavailable(Message message) { return {Fault::unavailable, std::move(message), {}}; }

/// Between fork and exec: only calls that are safe there.
[[noreturn]] void become(char* const* argv, char* const* environment, int in, int out, const ChildLimits& limits) {
  ::setpgid(0, 0);
  // Without a network when the system lets us; a converter's own fetcher refuses addresses too.
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) ::unshare(CLONE_NEWNET);
  const auto bytes = static_cast<rlim_t>(limits.memory);
  const auto seconds = static_cast<rlim_t>(limits.time.count() / 1000 + 1);
  const rlimit memory{bytes, bytes};
  const rlimit cpu{seconds, seconds};
  const rlimit core{0, 0};
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_CPU, &cpu);
  ::setrlimit(RLIMIT_CORE, &core);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(nowhere, STDERR_FILENO);
  ::close_range(3, ~0U, 0);
  ::execve(argv[0], argv, environment);
  ::_exit(not_found_status);
}

/// Feeds and reads until the program closes its output. Gives the error that ended it early.
Done talk(End& to, End& from, std::string_view input, std::string& output, const ChildLimits& limits) {
  const auto deadline = Clock::now() + limits.time;
  std::array<char, 65536> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) return fail(unavailable(_("El documento tardó demasiado en prepararse. Inténtelo de nuevo más tarde.")));
    std::array<pollfd, 2> waits{pollfd{from.get(), POLLIN, 0}, pollfd{to.get(), POLLOUT, 0}};
    if (::poll(waits.data(), waits.size(), static_cast<int>(left)) < 0 && errno != EINTR)
      return fail(unavailable(_("No se pudo preparar el documento.")));
    if (to.get() >= 0 && waits[1].revents != 0) {
      const auto written = ::send(to.get(), input.data(), input.size(), MSG_NOSIGNAL);
      if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
      if (input.empty() || (written < 0 && errno != EAGAIN && errno != EINTR)) to.close();
    }
    if (waits[0].revents == 0) continue;
    const auto got = ::read(from.get(), block.data(), block.size());
    if (got == 0) return {};
    if (got < 0 && errno != EAGAIN && errno != EINTR) return fail(unavailable(_("No se pudo preparar el documento.")));
    if (got > 0) output.append(block.data(), static_cast<std::size_t>(got));
    if (output.size() > limits.output)
      return fail({Fault::too_large, _("El documento es más grande de lo que se puede preparar."), {}});
  }
}

/// The process with its children; whatever happens here, it is killed and reaped.
class Running {
 public:
  explicit Running(pid_t child) : child_(child) {}
  ~Running() {
    if (child_ > 0) end();
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// Its status once it has ended by itself, or was killed at the deadline.
  int end_by(Clock::time_point deadline) {
    int status = 0;
    while (reap(status, WNOHANG) == 0) {
      if (Clock::now() >= deadline) return end();
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    ::kill(-std::exchange(child_, 0), SIGKILL);  // what it may have left behind
    return status;
  }

 private:
  pid_t reap(int& status, int options) const {
    pid_t got = 0;
    do got = ::waitpid(child_, &status, options);
    while (got < 0 && errno == EINTR);
    return got;
  }
  int end() {
    int status = 0;
    ::kill(-child_, SIGKILL);
    reap(status, 0);
    ::kill(-std::exchange(child_, 0), SIGKILL);
    return status;
  }
  pid_t child_;
};

}  // namespace

namespace {

/// Where our own PATH has it; nothing when nowhere.
std::optional<std::string> find_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "/usr/bin:/bin" : path;
  while (!rest.empty()) {
    const auto end = rest.find(':');
    auto candidate = std::filesystem::path(rest.substr(0, end)) / name;
    if (::access(candidate.c_str(), X_OK) == 0) return std::move(candidate).string();
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return std::nullopt;
}

}  // namespace

bool has_program(const std::string& name) { return find_program(name).has_value(); }

Error missing_program(const std::string& name) {
  return unavailable(
      _("En este servidor falta el programa {1}, que prepara este documento. Quien lo opera puede instalarlo.").arg(name));
}

Result<std::string> run_child(const std::vector<std::string>& words, std::string_view input, const ChildLimits& limits) {
  ENSURE(!words.empty());
  const auto missing = [&] { return missing_program(words[0]); };
  // By its whole address: a program that looks for its own files by its name would else search the narrower PATH that it is
  // given.
  auto program = find_program(words[0]);
  if (!program) return fail(missing());
  const auto deadline = Clock::now() + limits.time;
  std::vector<char*> argv{program->data()};
  for (std::size_t i = 1; i < words.size(); ++i)
    argv.push_back(const_cast<char*>(words[i].c_str()));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  argv.push_back(nullptr);
  std::array<std::string, 4> variables{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/nonexistent", "TMPDIR=/tmp"};
  std::array<char*, 5> environment{variables[0].data(), variables[1].data(), variables[2].data(), variables[3].data(), nullptr};
  std::array<int, 2> in{}, out{};
  // A socket, not a pipe: writing to who no longer reads is then an error, and no signal.
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0)
    return fail(unavailable(_("No se pudo preparar el documento.")));
  End child_in(in[0]), to(in[1]);
  if (::pipe2(out.data(), O_CLOEXEC) != 0) return fail(unavailable(_("No se pudo preparar el documento.")));
  End from(out[0]), child_out(out[1]);
  const pid_t child = ::fork();
  if (child < 0) return fail(unavailable(_("No se pudo preparar el documento.")));
  if (child == 0) become(argv.data(), environment.data(), child_in.get(), child_out.get(), limits);
  ::setpgid(child, child);
  Running running(child);
  child_in.close();
  child_out.close();
  ::fcntl(to.get(), F_SETFL, O_NONBLOCK);
  std::string output;
  const auto talked = talk(to, from, input, output, limits);
  to.close();
  if (!talked) return fail(talked.error());
  const int status = running.end_by(deadline);
  if (WIFEXITED(status) && WEXITSTATUS(status) == not_found_status) return fail(missing());
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return fail(unavailable(_("No se pudo preparar el documento.")));
  return output;
}

}  // namespace alianza::documents
