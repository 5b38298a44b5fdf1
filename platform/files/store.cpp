#include "platform/files/store.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

namespace alianza::files {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = std::size_t{64} * 1024;

Error no_room() {
  return {Fault::unavailable,
          _("El archivo no se pudo guardar: en el servidor falta espacio o permiso. Avise a quien lo opera."),
          {}};
}
Error unreadable() { return {Fault::unavailable, _("El archivo no se pudo leer en el servidor. Avise a quien lo opera."), {}}; }

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

/// A folder's own entries reach the disk only by its own fsync.
bool sync_folder(const fs::path& folder) {
  const Descriptor d(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return d && ::fsync(d.number()) == 0;
}

bool make_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return true;
  fs::create_directories(folder, error);
  return !error && sync_folder(folder.parent_path());
}

enum class Hold : int { shared = LOCK_SH, alone = LOCK_EX };
/// Held until it goes: a writer that renames, or the sweep that deletes.
Descriptor lock(const fs::path& folder, Hold hold) {
  Descriptor d(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  while (d && ::flock(d.number(), static_cast<int>(hold)) != 0)
    if (errno != EINTR) return Descriptor(-1);
  return d;
}

timespec as_timespec(Instant at) {
  const auto micros = at.point().time_since_epoch().count();
  return {.tv_sec = micros / 1'000'000, .tv_nsec = micros % 1'000'000 * 1000};
}

Instant written_at(const struct stat& status) {
  return Instant() + std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::microseconds(status.st_mtim.tv_nsec / 1000);
}

}  // namespace

struct Writer::State {
  fs::path folder;
  fs::path incoming;
  const Clock* clock;
  Descriptor descriptor;
  Digester digester;
  std::int64_t bytes = 0;
  ~State() {
    if (incoming.empty()) return;
    std::error_code ignored;
    fs::remove(incoming, ignored);
  }
};

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;
std::int64_t Writer::bytes() const { return state_->bytes; }

Done Writer::write(std::string_view piece) {
  state_->digester.add(piece);
  state_->bytes += static_cast<std::int64_t>(piece.size());
  while (!piece.empty()) {
    const auto n = ::write(state_->descriptor.number(), piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return fail(no_room());
    piece.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<Kept> Writer::finish() {
  auto& s = *state_;
  const Kept kept{s.digester.finish(), s.bytes};
  const auto shelf = s.folder / kept.digest.text().substr(0, 2);
  if (!make_folder(shelf)) return fail(no_room());
  // A file that lies there already takes this one's place: the bytes are the same, and it is as young as its newest writer.
  const auto now = as_timespec(s.clock->now());
  const timespec times[] = {now, now};
  if (::futimens(s.descriptor.number(), times) != 0 || ::fsync(s.descriptor.number()) != 0) return fail(no_room());
  const auto held = lock(s.folder, Hold::shared);
  if (!held || ::rename(s.incoming.c_str(), (shelf / kept.digest.text()).c_str()) != 0) return fail(no_room());
  s.incoming.clear();
  if (!sync_folder(shelf)) return fail(no_room());
  return kept;
}

Reader::Reader(Reader&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
Reader& Reader::operator=(Reader&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}
Reader::~Reader() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> Reader::next() {
  std::string out(piece_bytes, '\0');
  for (;;) {
    const auto n = ::read(descriptor_, out.data(), out.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(unreadable());
    out.resize(static_cast<std::size_t>(n));
    return out;
  }
}

Store::Store(fs::path folder, const Clock& clock) : folder_(std::move(folder)), clock_(&clock) {}

fs::path Store::path_of(const Digest& digest) const { return folder_ / digest.text().substr(0, 2) / digest.text(); }

Result<Writer> Store::begin() const {
  const auto incoming = folder_ / "incoming";
  if (!make_folder(incoming)) return fail(no_room());
  unsigned char random[16];
  randombytes_buf(random, sizeof random);
  std::string name(2 * sizeof random + 1, '\0');
  sodium_bin2hex(name.data(), name.size(), random, sizeof random);
  name.pop_back();
  const auto path = incoming / name;
  Descriptor d(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0640));
  if (!d) return fail(no_room());
  return Writer(std::unique_ptr<Writer::State>(new Writer::State{folder_, path, clock_, std::move(d), {}, 0}));
}

Result<Kept> Store::put(std::string_view bytes) const {
  auto writer = TRY(begin());
  TRY(writer.write(bytes));
  return writer.finish();
}

Result<Reader> Store::open(const Digest& digest) const {
  const int d = digest ? ::open(path_of(digest).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
  if (d < 0) return fail(Error::not_found());
  return Reader(d);
}

std::vector<Digest> Store::in_folder(std::string_view two_digits) const {
  std::vector<Digest> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_ / two_digits, error))
    if (const auto digest = Digest::parse(entry.path().filename().string())) out.push_back(*digest);
  return out;
}

bool Store::remove_unless_written_since(const Digest& digest, Instant since) const {
  const auto held = lock(folder_, Hold::alone);
  struct stat status {};
  const auto path = path_of(digest);
  if (!held || ::lstat(path.c_str(), &status) != 0 || written_at(status) >= since) return false;
  return ::unlink(path.c_str()) == 0;
}

int Store::remove_unfinished(Instant before) const {
  int removed = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder_ / "incoming", error)) {
    struct stat status {};
    const auto& path = entry.path();
    // Written by the system's clock: nobody sets the time of what is not finished.
    if (::lstat(path.c_str(), &status) == 0 && written_at(status) < before && ::unlink(path.c_str()) == 0) ++removed;
  }
  return removed;
}

}  // namespace alianza::files
