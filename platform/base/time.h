#pragma once
// Time. Instant: a moment, kept as fixed-width UTC text in tables. Date: a civil day in somebody's zone. They do not convert
// into each other without a Zone. "Now" comes only from a Clock, so tests can stop it.
#include <date/date.h>

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace alianza {

class Instant {
 public:
  using Point = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
  Instant() = default;
  explicit Instant(Point point) : point_(point) {}
  /// "2026-11-22T18:33:06.123456Z": always 27 characters, so text order is time order.
  std::string text() const;
  static std::optional<Instant> parse(std::string_view text);
  Point point() const { return point_; }
  Instant operator+(std::chrono::microseconds d) const { return Instant(point_ + d); }
  Instant operator-(std::chrono::microseconds d) const { return Instant(point_ - d); }
  std::chrono::microseconds operator-(Instant other) const { return point_ - other.point_; }
  auto operator<=>(const Instant&) const = default;

 private:
  Point point_{};
};

class Date {
 public:
  Date() = default;
  explicit Date(date::year_month_day ymd) : days_(date::sys_days(ymd)) {}
  explicit Date(date::sys_days days) : days_(days) {}
  /// "2026-11-22"; years 1900 to 2199, real days only.
  static std::optional<Date> parse(std::string_view text);
  std::string text() const;
  int year() const { return static_cast<int>(ymd().year()); }
  unsigned month() const { return static_cast<unsigned>(ymd().month()); }
  unsigned day() const { return static_cast<unsigned>(ymd().day()); }
  /// 0 = Sunday.
  unsigned weekday() const { return date::weekday(days_).c_encoding(); }
  date::year_month_day ymd() const { return date::year_month_day(days_); }
  date::sys_days days() const { return days_; }
  Date plus_days(int n) const { return Date(days_ + date::days(n)); }
  int operator-(Date other) const { return static_cast<int>((days_ - other.days_).count()); }
  auto operator<=>(const Date&) const = default;

 private:
  date::sys_days days_{};
};

/// A civil moment as people write it in a convocation: date and minute, in some zone.
struct CivilTime {
  Date date;
  int minute_of_day = 0;  // 0 … 1439
  /// "2026-11-22T10:30", what <input type=datetime-local> sends.
  static std::optional<CivilTime> parse(std::string_view text);
  std::string text() const;
  /// "10:30"
  std::string clock_text() const;
  auto operator<=>(const CivilTime&) const = default;
};

/// A named zone of the system's tz database ("America/Mexico_City"). Cheap to copy.
class Zone {
 public:
  Zone();  // America/Mexico_City
  static std::optional<Zone> parse(std::string_view name);
  std::string name() const;
  Date date_of(Instant at) const;
  CivilTime civil_of(Instant at) const;
  /// A time that does not exist (spring forward) moves on by the gap; one that happens twice is the first.
  Instant instant_of(CivilTime at) const;
  /// "-06:00" at that moment.
  std::string offset_text(Instant at) const;

 private:
  const void* zone_;
};

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};
/// The machine's clock.
const Clock& system_clock();

class FrozenClock : public Clock {
 public:
  explicit FrozenClock(Instant at) : at_(at) {}
  Instant now() const override { return at_; }
  void set(Instant at) { at_ = at; }
  void advance(std::chrono::microseconds by) { at_ = at_ + by; }

 private:
  Instant at_;
};

}  // namespace alianza
