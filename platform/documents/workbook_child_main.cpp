// The child's side: shuts itself in, then reads.
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "platform/base/text.h"
#include "platform/documents/frames.h"
#include "platform/documents/workbook_child.h"

namespace alianza::documents {
namespace {

constexpr int broken = 3;

bool limit(int what, rlim_t value) {
  const rlimit both{value, value};
  return ::setrlimit(static_cast<__rlimit_resource>(what), &both) == 0;
}

bool limit_memory(rlim_t bytes) {
#if defined(__SANITIZE_ADDRESS__)
  return bytes > 0;  // AddressSanitizer takes terabytes of addresses for itself; the other walls stand
#else
  return limit(RLIMIT_AS, bytes);
#endif
}

#if defined(__x86_64__)
constexpr unsigned architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned architecture = AUDIT_ARCH_AARCH64;
#else
#error "say which architecture's system calls the child may use"
#endif

/// What a program needs that only computes: memory, its two descriptors, locks, an end. Everything else answers EPERM: no file is
/// opened, no socket made, no process started, no signal sent (abort() then ends by its trap instead of SIGABRT).
constexpr std::array allowed{SYS_read,
                             SYS_write,
                             SYS_close,
                             SYS_lseek,
                             SYS_mmap,
                             SYS_mprotect,
                             SYS_munmap,
                             SYS_mremap,
                             SYS_madvise,
                             SYS_brk,
                             SYS_futex,
                             SYS_sched_yield,
                             SYS_getrandom,
                             SYS_clock_gettime,
                             SYS_exit,
                             SYS_exit_group,
                             SYS_rt_sigaction,
                             SYS_rt_sigprocmask,
                             SYS_rt_sigreturn,
                             SYS_getpid,
                             SYS_gettid,
                             SYS_sigaltstack,
                             SYS_sched_getaffinity,
                             SYS_rseq,
                             SYS_set_robust_list};

constexpr sock_filter statement(unsigned code, unsigned value) { return {static_cast<unsigned short>(code), 0, 0, value}; }
constexpr sock_filter if_equal(unsigned value, std::size_t then, std::size_t otherwise) {
  return {BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned char>(then), static_cast<unsigned char>(otherwise), value};
}
constexpr sock_filter answer(unsigned what) { return statement(BPF_RET | BPF_K, what); }

/// liborcus reads ODS with a second thread, so clone() passes when it makes one; clone3(), whose wishes a filter cannot see, is
/// said not to exist: then glibc asks by clone().
bool forbid_system_calls() {
  constexpr auto n = allowed.size();
  std::array<sock_filter, n + 12> filter{};
  std::size_t at = 0;
  const auto put = [&](sock_filter line) { filter.at(at++) = line; };
  put(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)));
  put(if_equal(architecture, 1, 0));
  put(answer(SECCOMP_RET_KILL_PROCESS));
  put(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)));
  for (std::size_t i = 0; i < n; ++i) put(if_equal(static_cast<unsigned>(allowed.at(i)), n - i + 6, 0));
  put(if_equal(SYS_clone3, 0, 1));
  put(answer(SECCOMP_RET_ERRNO | ENOSYS));
  put(if_equal(SYS_clone, 1, 0));
  put(answer(SECCOMP_RET_ERRNO | EPERM));
  put(statement(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args)));
  put({BPF_JMP | BPF_JSET | BPF_K, 1, 0, CLONE_THREAD});
  put(answer(SECCOMP_RET_ERRNO | EPERM));
  put(answer(SECCOMP_RET_ALLOW));
  const sock_fprog program{static_cast<unsigned short>(at), filter.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace

bool shut_in(const WorkbookChildLimits& limits) {
  if (::syscall(SYS_close_range, 3U, ~0U, 0U) != 0) return false;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_DUMPABLE, 0);
  const auto seconds = static_cast<rlim_t>(limits.processor_seconds);
  return limit_memory(limits.memory_bytes) && limit(RLIMIT_CPU, seconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_NOFILE, 3) && forbid_system_calls();
}

namespace {

std::optional<std::string> read_all() {
  const auto size = ::lseek(0, 0, SEEK_END);
  if (size < 0 || ::lseek(0, 0, SEEK_SET) != 0) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t at = 0; at < bytes.size();) {
    const auto n = ::read(0, bytes.data() + at, bytes.size() - at);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return std::nullopt;
    at += static_cast<std::size_t>(n);
  }
  return bytes;
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto n = ::write(1, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

int refuse(Refusal why) {
  std::string out;
  frames::put(out, frames::Kind::refusal, std::string(1, static_cast<char>(why)));
  return write_all(out) ? 0 : broken;
}

/// The one that was asked for, else the first with rows.
Sheet* choose(std::vector<Sheet>& sheets, std::string_view wanted) {
  for (auto& sheet : sheets)
    if (!sheet.rows.empty() && (wanted.empty() || fold(sheet.name) == fold(wanted))) return &sheet;
  return nullptr;
}

int tell(Workbook& book, std::string_view wanted) {
  std::string out;
  bool some = false;
  for (const auto& sheet : book.sheets) {
    if (sheet.rows.empty()) continue;
    some = true;
    frames::put(out, frames::Kind::sheet, sheet.name);
  }
  if (!some) return refuse(Refusal::empty);
  auto* sheet = choose(book.sheets, wanted);
  if (sheet == nullptr) return refuse(Refusal::no_such_sheet);
  frames::put(out, frames::Kind::chosen, sheet->name);
  for (auto& [number, cells] : sheet->rows) {
    frames::put(out, frames::Kind::row, frames::payload_of({number + 1, std::move(cells)}));
    if (out.size() < 65536) continue;
    if (!write_all(out)) return broken;
    out.clear();
  }
  frames::put(out, frames::Kind::end, {});
  return write_all(out) ? 0 : broken;
}

template <class Number>
bool number_from(std::string_view text, Number& into) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

int serve_workbook(const std::vector<std::string_view>& words) {
  WorkbookLimits sheet;
  WorkbookChildLimits limits;
  if (words.size() != 6 || !number_from(words[1], sheet.rows) || !number_from(words[2], sheet.columns) ||
      !number_from(words[3], limits.memory_bytes) || !number_from(words[4], limits.processor_seconds))
    return broken;
  const auto format = words[0] == to_text(SheetFormat::ods) ? SheetFormat::ods : SheetFormat::xlsx;
  (void)fold("á");  // what it loads from files, it loads before the door is shut
  if (!shut_in(limits)) return broken;
  try {
    const auto bytes = read_all();
    if (!bytes) return broken;
    auto book = read_workbook(format, *bytes, sheet);
    // Not by way of exit(): all is written, and what tidies there, a leak checker too, lacks the system calls for it.
    std::_Exit(book.refusal == Refusal::none ? tell(book, words[5]) : refuse(book.refusal));
  } catch (const std::bad_alloc&) {
    return broken;
  }
}

}  // namespace alianza::documents
