#pragma once
// Ids: 63-bit, time-sorted, random low bits (TSID). 42 bits of milliseconds since 2020-01-01, 21 random bits; 13 characters of
// Crockford base32 where people and programs see them. Ids of different things do not mix: Id<struct MeetingTag>.
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace alianza {

/// A new raw id for now; a collision is refused by the primary key and retried by the caller (db::write does).
std::int64_t new_time_sorted_id();
/// An id that betrays no order in time: anonymous answers, ballots.
std::int64_t new_random_id();
/// 13 characters, upper case, for example "01H2X7G9ZK4QP".
std::string id_to_text(std::int64_t id);
/// Reads upper or lower case, and I, L, O as 1, 1, 0. Nothing else.
std::optional<std::int64_t> id_from_text(std::string_view text);

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::int64_t value) : value_(value) {}
  static Id make() { return Id(new_time_sorted_id()); }
  static Id make_random() { return Id(new_random_id()); }
  static std::optional<Id> parse(std::string_view text) {
    const auto raw = id_from_text(text);
    if (!raw || *raw == 0) return std::nullopt;
    return Id(*raw);
  }
  std::int64_t value() const { return value_; }
  std::string text() const { return id_to_text(value_); }
  explicit operator bool() const { return value_ != 0; }
  auto operator<=>(const Id&) const = default;

 private:
  std::int64_t value_ = 0;
};

}  // namespace alianza

template <class Tag>
struct std::hash<alianza::Id<Tag>> {
  std::size_t operator()(alianza::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value()); }
};
