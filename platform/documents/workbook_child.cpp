// The program's side: starts the child, gives it the file, reads its rows, believes nothing.
#include "platform/documents/workbook_child.h"

#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <utility>

#include "platform/base/text.h"
#include "platform/documents/frames.h"

namespace alianza::documents {
namespace {

using Steady = std::chrono::steady_clock;

std::string& program() {
  static std::string path = "/proc/self/exe";
  return path;
}

Error not_started() {
  return {Fault::unavailable,
          _("El lector de hojas de cálculo no respondió. Intente otra vez; si se repite, envíe el archivo como CSV."),
          {}};
}
Error gave_up() {
  return Error::invalid(
      _("El archivo pide más memoria o tiempo del que se le da a una hoja. Guárdelo de nuevo solo con los datos, o como CSV."));
}

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    close();
    fd_ = std::exchange(other.fd_, -1);
    return *this;
  }
  ~Descriptor() { close(); }
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

/// The file in memory that has no name: the child reads it as it likes and nobody waits on a pipe.
Descriptor nameless_file(std::string_view bytes) {
  Descriptor file(::memfd_create("sheet", MFD_CLOEXEC));
  while (file && !bytes.empty()) {
    const auto n = ::write(file.get(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  if (file) ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

class Child {
 public:
  Child(std::string_view bytes, std::vector<std::string> words) {
    const auto file = nameless_file(bytes);
    std::array<int, 2> ends{};
    if (!file || ::pipe2(ends.data(), O_CLOEXEC) != 0) return;
    output_ = Descriptor(ends[0]);
    const Descriptor input(ends[1]);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, file.get(), 0);
    posix_spawn_file_actions_adddup2(&actions, input.get(), 1);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<char*, 1> no_environment{nullptr};  // no passwords and addresses of ours for whoever breaks in there
    if (::posix_spawn(&pid_, program().c_str(), &actions, nullptr, arguments.data(), no_environment.data()) != 0) pid_ = 0;
    posix_spawn_file_actions_destroy(&actions);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(); }
  bool started() const { return pid_ > 0; }
  int output() const { return output_.get(); }

 private:
  void end() {
    if (pid_ <= 0) return;
    output_.close();
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  pid_t pid_ = 0;
  Descriptor output_;
};

enum class Piece : std::uint8_t { some, none, late };

/// Waits for what the child writes next, until the deadline.
Piece read_until(int fd, Steady::time_point deadline, std::string& into) {
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Steady::now()).count();
    if (left <= 0) return Piece::late;
    pollfd wait{fd, POLLIN, 0};
    const int ready = ::poll(&wait, 1, static_cast<int>(left));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return Piece::late;
    std::array<char, 65536> buffer{};
    const auto n = ::read(fd, buffer.data(), buffer.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return Piece::none;
    into.append(buffer.data(), static_cast<std::size_t>(n));
    return Piece::some;
  }
}

/// Waits for as long as `left` says, and takes from it what the waiting took.
Piece read_piece(int fd, Steady::duration& left, std::string& into) {
  const auto begin = Steady::now();
  const auto piece = read_until(fd, begin + left, into);
  left -= Steady::now() - begin;
  return piece;
}

/// Takes frame after frame; says whether the last one came.
class Conversation {
 public:
  Conversation(const ReadOptions& options, const ChildTaker& take) : options_(options), take_(take) {}

  bool ended() const { return ended_; }
  std::string bytes;

  Done take_frames() {
    std::size_t at = 0;
    frames::Frame frame;
    while (!ended_) {
      const auto reading = frames::next(std::string_view(bytes).substr(at), frame);
      if (reading == frames::Reading::broken) return fail(gave_up());
      if (reading == frames::Reading::more) break;
      at += frame.size;
      TRY(take_one(frame));
    }
    bytes.erase(0, at);
    return {};
  }

 private:
  Done take_one(const frames::Frame& frame) {
    const auto name = [&] { return is_clean_text(frame.payload) ? std::string(frame.payload.substr(0, 400)) : std::string(); };
    switch (frame.kind) {
      case frames::Kind::sheet:
        if (++sheets_ > 1000) return fail(gave_up());
        take_.sheet(name());
        return {};
      case frames::Kind::chosen: take_.chosen(name()); return {};
      case frames::Kind::row: return take_row(frame.payload);
      case frames::Kind::refusal: {
        const auto code = frame.payload.empty() ? 1 : frame.payload.front();
        const bool known = code > 0 && code <= static_cast<char>(Refusal::empty);
        return fail(error_of(known ? static_cast<Refusal>(code) : Refusal::damaged, options_));
      }
      case frames::Kind::end: ended_ = true; return {};
    }
    return fail(gave_up());
  }
  Done take_row(std::string_view payload) {
    const auto row = frames::row_from(payload, options_.most_columns);
    if (!row || row->number <= last_) return fail(gave_up());
    last_ = row->number;
    if (++rows_ > options_.most_rows) return fail(error_of(Refusal::too_many_rows, options_));
    return take_.row(*row);
  }

  const ReadOptions& options_;
  const ChildTaker& take_;
  bool ended_ = false;
  int sheets_ = 0;
  std::int64_t last_ = 0;
  std::int64_t rows_ = 0;
};

}  // namespace

void set_child_program(std::string path) { program() = std::move(path); }

Done ask_child(SheetFormat format, std::string_view bytes, const ReadOptions& options, const WorkbookChildLimits& limits,
               const ChildTaker& take) {
  const Child child(bytes, {"alianza", std::string(child_word), std::string(to_text(format)), std::to_string(options.most_rows),
                            std::to_string(options.most_columns), std::to_string(limits.memory_bytes),
                            std::to_string(limits.processor_seconds), options.sheet});
  if (!child.started()) return fail(not_started());
  Steady::duration left = std::chrono::seconds(limits.wall_seconds);
  Conversation talk(options, take);
  while (!talk.ended()) {
    const auto piece = read_piece(child.output(), left, talk.bytes);
    if (piece != Piece::some) return fail(gave_up());  // late, or it died of its limits
    TRY(talk.take_frames());
  }
  return {};
}

Error error_of(Refusal refusal, const ReadOptions& options) {
  switch (refusal) {
    case Refusal::encrypted:
      return Error::invalid(_("El archivo tiene contraseña. Quítela en su programa de hojas de cálculo y envíelo otra vez."));
    case Refusal::too_many_rows:
      return {Fault::too_large, _("La hoja tiene más de {1} filas. Divídala en varias.").arg(options.most_rows), {}};
    case Refusal::too_many_columns:
      return {Fault::too_large,
              _("La hoja tiene más de {1} columnas. Deje solo las que se importan.")
                  .arg(static_cast<std::int64_t>(options.most_columns)),
              {}};
    case Refusal::no_such_sheet: return Error::field("sheet", _("El archivo no tiene una hoja con ese nombre."));
    case Refusal::empty: return Error::invalid(_("El archivo está vacío."));
    case Refusal::none:
    case Refusal::damaged: break;
  }
  return Error::invalid(_("El archivo está dañado o no es una hoja de cálculo. Ábralo y guárdelo de nuevo como .xlsx."));
}

}  // namespace alianza::documents
