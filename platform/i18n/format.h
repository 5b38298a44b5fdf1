#pragma once
// How dates, figures and lists are written in es_MX and in English. One place, so that a date looks the same on a page, in a
// mail and in a document. Voice: docs and design ("17 mar 2026", "76 %", "$1,320,000 MXN", 24 h clock).
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/message.h"
#include "platform/base/money.h"
#include "platform/base/time.h"

namespace alianza::i18n {

// Days.
std::string short_date(Lang, Date);             // 17 mar 2026 · 17 Mar 2026
std::string full_date(Lang, Date);              // 17 de marzo de 2026 · 17 March 2026
std::string weekday_date(Lang, Date);           // martes 17 de marzo · Tuesday 17 March
std::string month_year(Lang, Date);             // agosto de 2016 · August 2016
std::string short_month(Lang, unsigned month);  // mar · Mar
/// 31 de octubre a 4 de noviembre de 2016 · 31 October to 4 November 2016. What both ends share is said once.
std::string date_range(Lang, Date first, Date last);
/// hoy, ayer, mañana, hace 4 días, en 3 días
std::string relative_days(Lang, Date day, Date today);
/// 17 mar 2026, 10:00
std::string date_time(Lang, CivilTime);

/// How much of a date is known. The names are those of data and tables.
enum class Precision : std::uint8_t {
  day,
  range,
  month,
  early_month,
  mid_month,
  late_month,
  month_range,
  quarter,
  year,
  communique,
  undated
};
/// A date as precisely as it is known: "principios de mayo de 2016", "primer trimestre de 2018", "2017", "sin fecha".
/// `last` counts for range and month_range only.
std::string known_date(Lang, Precision, Date first, Date last);

// Figures.
std::string number(std::int64_t n);             // 1,320,000
std::string percent(Lang, std::int64_t whole);  // 61 % (the space does not break) · 61%
/// 61 % of `part` in `total`, rounded half up, but never 100 % while something is missing nor 0 % while there is something.
std::string share(Lang, std::int64_t part, std::int64_t total);
std::string money(Lang, const Money&);            // $1,320,000 MXN
std::string file_size(Lang, std::int64_t bytes);  // 12 kB, 3.4 MB

enum class Qualifier : std::uint8_t { exact, more_than, at_least, approx };
std::string_view sign(Qualifier);                              // "", ">", "≥", "≈"
std::string figure(Qualifier, std::int64_t n);                 // >90 · ≥60 · ≈50
std::string figure_in_words(Lang, Qualifier, std::int64_t n);  // más de 90 · al menos 60 · cerca de 50

/// «a, b y c» · "a, b and c"; in Spanish «e» before the sound i.
std::string join(Lang, std::span<const std::string> items);

}  // namespace alianza::i18n
