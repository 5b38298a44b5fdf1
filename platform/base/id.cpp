#include "platform/base/id.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <utility>

#include "platform/base/result.h"

namespace alianza {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int random_bits = 21;
constexpr std::int64_t epoch_ms = 1577836800000;  // 2020-01-01T00:00:00Z

/// From the system's generator, so that nobody can tell one id from others: a ballot's or an anonymous answer's betrays nothing.
/// Taken some at a time, since each asking is a call to the system; forgotten once used.
std::uint64_t random64() {
  struct Supply {
    std::array<std::uint64_t, 32> words{};  // 256 bytes: the most that getentropy gives
    std::size_t left = 0;
  };
  thread_local Supply supply;
  if (supply.left == 0) {
    if (getentropy(supply.words.data(), sizeof supply.words) != 0)
      throw Impossible("impossible: the system gives no random bytes");
    supply.left = supply.words.size();
  }
  return std::exchange(supply.words.at(--supply.left), 0);
}

int digit(char c) {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'I' || c == 'L') c = '1';
  if (c == 'O') c = '0';
  const auto at = alphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::int64_t new_time_sorted_id() {
  using namespace std::chrono;
  // Within one process an id is above every earlier one, also in the same millisecond: histories read by id keep their order.
  static std::atomic<std::int64_t> last{0};
  const auto ms = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() - epoch_ms;
  const auto random = random64();
  const auto low = random & ((1ULL << random_bits) - 1);
  const auto fresh = static_cast<std::int64_t>((static_cast<std::uint64_t>(ms) << random_bits | low) & 0x7fffffffffffffffULL);
  auto before = last.load();
  std::int64_t id = 0;
  do {
    id = fresh > before ? fresh : before + 1 + static_cast<std::int64_t>(random >> 58U);
  } while (!last.compare_exchange_weak(before, id));
  return id;
}

std::int64_t new_random_id() {
  const auto id = static_cast<std::int64_t>(random64() & 0x7fffffffffffffffULL);
  return id == 0 ? 1 : id;
}

std::string id_to_text(std::int64_t id) {
  std::array<char, 13> out{};
  auto value = static_cast<std::uint64_t>(id);
  for (auto i = out.size(); i-- > 0;) {
    out[i] = alphabet[value & 31U];
    value >>= 5U;
  }
  return {out.data(), out.size()};
}

std::optional<std::int64_t> id_from_text(std::string_view text) {
  if (text.size() != 13) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : text) {
    const int d = digit(c);
    if (d < 0 || value >> 58U != 0) return std::nullopt;
    value = value << 5U | static_cast<std::uint64_t>(d);
  }
  return static_cast<std::int64_t>(value);
}

}  // namespace alianza
