#include "platform/base/time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>

#include "platform/base/result.h"

namespace alianza {
namespace {

using date::sys_days;

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> clock_minutes(std::string_view text) {  // "10:30"
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto h = number(text.substr(0, 2));
  const auto m = number(text.substr(3, 2));
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  return *h * 60 + *m;
}

const date::time_zone* zone_of(const void* p) { return static_cast<const date::time_zone*>(p); }

}  // namespace

std::string Instant::text() const {
  const auto day = date::floor<date::days>(point_);
  const date::year_month_day ymd(day);
  const auto us = (point_ - day).count();
  const auto s = us / 1000000;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", static_cast<int>(ymd.year()),
                     static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()), s / 3600, s / 60 % 60, s % 60,
                     us % 1000000);
}

std::optional<Instant> Instant::parse(std::string_view text) {
  if (text.size() != 27 || text[10] != 'T' || text[16] != ':' || text[19] != '.' || text[26] != 'Z') return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto minute = clock_minutes(text.substr(11, 5));
  const auto second = number(text.substr(17, 2));
  const auto micro = number(text.substr(20, 6));
  if (!day || !minute || !second || *second > 59 || !micro) return std::nullopt;
  return Instant(day->days() + std::chrono::minutes(*minute) + std::chrono::seconds(*second) + std::chrono::microseconds(*micro));
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = number(text.substr(0, 4));
  const auto m = number(text.substr(5, 2));
  const auto d = number(text.substr(8, 2));
  if (!y || !m || !d || *y < 1900 || *y > 2199) return std::nullopt;
  const date::year_month_day ymd{date::year(*y), date::month(static_cast<unsigned>(*m)), date::day(static_cast<unsigned>(*d))};
  if (!ymd.ok()) return std::nullopt;
  return Date(ymd);
}

std::string Date::text() const { return fmt::format("{:04}-{:02}-{:02}", year(), month(), day()); }

std::optional<CivilTime> CivilTime::parse(std::string_view text) {
  if (text.size() != 16 || text[10] != 'T') return std::nullopt;
  const auto day = Date::parse(text.substr(0, 10));
  const auto minute = clock_minutes(text.substr(11));
  if (!day || !minute) return std::nullopt;
  return CivilTime{*day, *minute};
}

std::string CivilTime::clock_text() const { return fmt::format("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60); }
std::string CivilTime::text() const { return date.text() + "T" + clock_text(); }

Zone::Zone() : zone_(date::locate_zone("America/Mexico_City")) {}

std::optional<Zone> Zone::parse(std::string_view name) {
  try {
    Zone zone;
    zone.zone_ = date::locate_zone(std::string(name));
    return zone;
  } catch (const std::runtime_error&) {
    return std::nullopt;
  }
}

std::string Zone::name() const { return zone_of(zone_)->name(); }

CivilTime Zone::civil_of(Instant at) const {
  const auto local = date::floor<std::chrono::minutes>(zone_of(zone_)->to_local(at.point()));
  const auto day = date::floor<date::days>(local);
  return {Date(sys_days(day.time_since_epoch())), static_cast<int>((local - day).count())};
}

Date Zone::date_of(Instant at) const { return civil_of(at).date; }

Instant Zone::instant_of(CivilTime at) const {
  const auto local = date::local_days(at.date.days().time_since_epoch()) + std::chrono::minutes(at.minute_of_day);
  const auto info = zone_of(zone_)->get_info(local);
  // In a gap the offset before it is used, which lands after the gap by as much as the clock jumped.
  return Instant(date::sys_time<std::chrono::microseconds>(local.time_since_epoch() - info.first.offset));
}

std::string Zone::offset_text(Instant at) const {
  const auto offset = date::floor<std::chrono::minutes>(zone_of(zone_)->get_info(at.point()).offset).count();
  const auto size = offset < 0 ? -offset : offset;
  return fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 60, size % 60);
}

const Clock& system_clock() {
  struct System : Clock {
    Instant now() const override {
      return Instant(std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()));
    }
  };
  static const System clock;
  return clock;
}

}  // namespace alianza
