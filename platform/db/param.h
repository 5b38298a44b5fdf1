#pragma once
// Parameters of a statement: `{{"agency", agency_id}, {"name", name}}` for the placeholders :agency and :name.
#include <cmath>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/id.h"
#include "platform/base/result.h"
#include "platform/base/time.h"

namespace alianza::db {

/// An enum kept as text: `std::string_view to_text(Status)` and `bool from_text(std::string_view, Status&)` beside the enum.
template <class E>
concept TextEnum = std::is_enum_v<E> && requires(E e) {
  { to_text(e) } -> std::convertible_to<std::string_view>;
};

/// A type of one text: Email, Rfc… `T::parse(text)` (a Result or optional of T) and `value.text()`, which gives a reference.
template <class T>
concept TextType = requires(const T& value, std::string_view text) {
  { value.text() } -> std::convertible_to<std::string_view>;
  { *T::parse(text) } -> std::convertible_to<T>;
};

// NOLINTBEGIN(google-explicit-constructor): a list of parameters reads as {{"id", id}, {"name", name}}
/// One value. Text is not copied: it must live until the call returns (temporaries in the argument list do).
class Value {
 public:
  enum class Kind : std::uint8_t { null, integer, real, boolean, text };

  Value() = default;
  Value(std::nullopt_t) {}
  Value(bool v) : kind_(Kind::boolean), integer_(v ? 1 : 0) {}
  template <std::integral I>
    requires(!std::same_as<I, bool> && !std::same_as<I, char>)
  Value(I v) : kind_(Kind::integer), integer_(static_cast<std::int64_t>(v)) {
    if constexpr (std::unsigned_integral<I> && sizeof(I) == sizeof(std::int64_t))
      ENSURE(v <= static_cast<I>(std::numeric_limits<std::int64_t>::max()));
  }
  /// Refuses NaN and infinities: no column keeps them, and SQLite would store NULL.
  Value(double v) : kind_(Kind::real), real_(v) { ENSURE(std::isfinite(v)); }
  Value(std::string_view v) : kind_(Kind::text), text_{v.data(), v.size()} {}
  Value(const std::string& v) : Value(std::string_view(v)) {}
  Value(const char* v) : Value(std::string_view(v)) {}
  template <class Tag>
  Value(Id<Tag> id) : kind_(Kind::integer), integer_(id.value()) {}
  Value(Instant at) : kind_(Kind::text) { keep(at.text()); }
  Value(Date day) : kind_(Kind::text) { keep(day.text()); }
  Value(Lang lang) : Value(tag(lang)) {}
  template <TextEnum E>
    requires(!std::same_as<E, Lang>)
  Value(E e) : Value(std::string_view(to_text(e))) {}
  template <TextType T>
    requires(std::is_reference_v<decltype(std::declval<const T&>().text())> ||
             std::same_as<decltype(std::declval<const T&>().text()), std::string_view>)
  Value(const T& v) : Value(std::string_view(v.text())) {}
  template <class T>
  Value(const std::optional<T>& v) : Value(v ? Value(*v) : Value()) {}
  Value(const void*) = delete;

  Kind kind() const { return kind_; }
  std::int64_t integer() const { return integer_; }
  bool boolean() const { return integer_ != 0; }
  double real() const { return real_; }
  std::string_view text() const { return own_ == 0 ? std::string_view(text_.data, text_.size) : std::string_view(small_, own_); }

 private:
  void keep(const std::string& s) {  // Instant and Date: 27 and 10 characters
    ENSURE(s.size() <= sizeof small_);
    std::memcpy(small_, s.data(), s.size());
    own_ = static_cast<std::uint8_t>(s.size());
  }

  Kind kind_ = Kind::null;
  std::uint8_t own_ = 0;
  union {
    std::int64_t integer_ = 0;
    double real_;
    struct {
      const char* data;
      std::size_t size;
    } text_;
    char small_[30];
  };
};

struct Param {
  const char* name;  // without the colon
  Value value;
};

/// A list of ids as one parameter: `… IN (:ids...)` with {"ids", list(ids)}. An empty list matches nothing. For some thousands,
/// not more.
template <class Ids>
std::string list(const Ids& ids) {
  std::string out = "[";
  for (const auto& id : ids) {
    if (out.size() > 1) out += ',';
    out += std::to_string(id.value());
  }
  return out + ']';
}

/// A view of parameters: from a braced list, or from a vector when they are put together.
class Params {
 public:
  Params() = default;
  Params(std::initializer_list<Param> list) : size_(list.size()) { data_ = list.begin(); }
  Params(const std::vector<Param>& list) : data_(list.data()), size_(list.size()) {}
  std::size_t size() const { return size_; }
  const Param& operator[](std::size_t i) const { return data_[i]; }
  const Param* begin() const { return data_; }
  const Param* end() const { return data_ + size_; }

 private:
  const Param* data_ = nullptr;
  std::size_t size_ = 0;
};

// NOLINTEND(google-explicit-constructor)

}  // namespace alianza::db
