#pragma once
// From the cells of a row to a type. A type is one column (integers, bool, double, std::string, Id, Instant, Date, Lang, enums
// and types kept as text, std::optional of these) or a struct that names its members in the order of the SELECT list:
//
//   struct Office { OfficeId id; std::string name; std::optional<Date> until;
//                   static void columns(auto& v, Office& row) { v(row.id, row.name, row.until); } };
//
// A member that is itself such a struct takes as many columns as it has. LocalizedText takes three: es, en, original. Money takes
// two: minor units and currency. NULL into a member that is not optional is Impossible, and so is a cell of another type: no
// silent conversions (on PostgreSQL sum() of BIGINT is numeric: write CAST(sum(x) AS BIGINT)).
#include <string>
#include <type_traits>
#include <utility>

#include "platform/base/money.h"
#include "platform/base/text.h"
#include "platform/db/param.h"

namespace alianza::db {

/// The current row of a running statement, columns from 0. Text is valid until the next row.
class Cells {
 public:
  virtual ~Cells() = default;
  virtual bool null(int column) = 0;
  virtual std::int64_t integer(int column) = 0;
  virtual bool boolean(int column) = 0;
  virtual double real(int column) = 0;
  virtual std::string_view text(int column) = 0;
};

namespace detail {

template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

struct Nothing {
  template <class... A>
  void operator()(A&...) {}
};

template <class T>
concept StaticColumns = requires(T& row, Nothing& v) { T::columns(v, row); };
template <class T>
concept MemberColumns = requires(T& row, Nothing& v) { row.columns(v); };
template <class T>
concept MemberMap = requires(T& row, Nothing& v) { row.map(v); };
template <class T>
concept Mapped = StaticColumns<T> || MemberColumns<T> || MemberMap<T>;

template <Mapped T, class V>
void visit(T& row, V& v) {
  if constexpr (StaticColumns<T>)
    T::columns(v, row);
  else if constexpr (MemberColumns<T>)
    row.columns(v);
  else
    row.map(v);
}

template <class T>
int width();

struct Counter {
  int n = 0;
  template <class... A>
  void operator()(A&...) {
    n += (width<A>() + ... + 0);
  }
};

template <class T>
int width() {  // columns that T takes
  if constexpr (std::same_as<T, LocalizedText>) return 3;
  if constexpr (std::same_as<T, Money>) return 2;
  if constexpr (is_optional<T>::value) return width<typename T::value_type>();
  if constexpr (Mapped<T>) {
    static const int n = [] {
      T row{};
      Counter counter;
      visit(row, counter);
      return counter.n;
    }();
    return n;
  }
  return 1;
}

template <class T>
void read(Cells& cells, int column, T& out);

struct Reader {
  Cells& cells;
  int column = 0;
  template <class... A>
  void operator()(A&... a) {
    (take(a), ...);
  }
  template <class A>
  void take(A& a) {
    read(cells, column, a);
    column += width<A>();
  }
};

std::int64_t checked_integer(Cells& cells, int column, std::int64_t low, std::int64_t high);
Instant instant(Cells& cells, int column);
Date date(Cells& cells, int column);
Lang lang(Cells& cells, int column);
Money money(Cells& cells, int column);
[[noreturn]] void unreadable(const char* what);

template <class T>
void read_text_type(std::string_view text, T& out) {
  auto parsed = T::parse(text);
  if (!parsed) unreadable("a text column holds what its type refuses");
  out = std::move(*parsed);
}

template <class T>
void read_number(Cells& cells, int column, T& out) {
  if constexpr (sizeof(T) == 8 && std::is_signed_v<T>) {
    out = cells.integer(column);
  } else {
    constexpr std::int64_t kLow = std::is_signed_v<T> ? static_cast<std::int64_t>(std::numeric_limits<T>::min()) : 0;
    constexpr std::int64_t kHigh =
        std::numeric_limits<std::int64_t>::max() >> (sizeof(T) == 8 ? 0 : 64 - 8 * sizeof(T) - (std::is_signed_v<T> ? 0 : 1));
    out = static_cast<T>(checked_integer(cells, column, kLow, kHigh));
  }
}

template <class T>
void read_word(Cells& cells, int column, T& out) {
  if constexpr (std::same_as<T, Instant>) {
    out = instant(cells, column);
  } else if constexpr (std::same_as<T, Date>) {
    out = date(cells, column);
  } else if constexpr (std::same_as<T, Lang>) {
    out = lang(cells, column);
  } else if constexpr (std::is_enum_v<T>) {
    if (!from_text(cells.text(column), out)) unreadable("a text column holds no value of its enum");
  } else {
    read_text_type(cells.text(column), out);
  }
}

template <class T>
void read(Cells& cells, int column, T& out) {
  if constexpr (is_optional<T>::value) {
    if (cells.null(column))
      out.reset();
    else
      read(cells, column, out.emplace());
  } else if constexpr (std::same_as<T, bool>) {
    out = cells.boolean(column);
  } else if constexpr (std::integral<T>) {
    read_number(cells, column, out);
  } else if constexpr (std::same_as<T, double>) {
    out = cells.real(column);
  } else if constexpr (std::same_as<T, std::string>) {
    out = cells.text(column);
  } else if constexpr (is_id<T>::value) {
    out = T(cells.integer(column));
  } else if constexpr (std::same_as<T, Money>) {
    out = money(cells, column);
  } else if constexpr (std::same_as<T, LocalizedText>) {
    out.es = cells.text(column);
    out.en = cells.text(column + 1);
    out.original = lang(cells, column + 2);
  } else if constexpr (Mapped<T>) {
    Reader reader{cells, column};
    visit(out, reader);
  } else {
    read_word(cells, column, out);
  }
}

}  // namespace detail
}  // namespace alianza::db
