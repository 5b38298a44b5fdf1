#include "platform/i18n/format.h"
#include "platform/i18n/i18n.h"

namespace alianza::i18n {
namespace {

constexpr std::string_view months_es[] = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                          "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
constexpr std::string_view months_en[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view days_es[] = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"};
constexpr std::string_view days_en[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::string_view quarters_es[] = {"primer", "segundo", "tercer", "cuarto"};
constexpr std::string_view quarters_en[] = {"first", "second", "third", "fourth"};

bool spanish(Lang lang) { return lang == Lang::es; }

std::string_view month_name(Lang lang, unsigned m) { return (spanish(lang) ? months_es : months_en)[m - 1]; }
std::string month(Lang lang, unsigned m) { return std::string(month_name(lang, m)); }

std::string_view of(Lang lang) { return spanish(lang) ? " de " : " "; }

std::string day_month(Lang lang, Date d) { return std::to_string(d.day()) + std::string(of(lang)) + month(lang, d.month()); }

std::string with_year(Lang lang, std::string text, Date d) {
  return std::move(text) + std::string(of(lang)) + std::to_string(d.year());
}

std::string quarter(Lang lang, Date d) {
  const auto i = (d.month() - 1) / 3;
  return spanish(lang) ? std::string(quarters_es[i]) + " trimestre de " + std::to_string(d.year())
                       : std::string(quarters_en[i]) + " quarter of " + std::to_string(d.year());
}

std::string month_range(Lang lang, Date first, Date last) {
  if (first.year() == last.year() && first.month() == last.month()) return month_year(lang, first);
  auto from = month(lang, first.month());
  if (first.year() != last.year()) from = with_year(lang, std::move(from), first);
  return from + (spanish(lang) ? " a " : " to ") + month_year(lang, last);
}

}  // namespace

std::string short_month(Lang lang, unsigned m) { return month(lang, m).substr(0, 3); }

std::string short_date(Lang lang, Date d) {
  const auto ymd = d.ymd();  // once: a list has dozens of dates
  auto out = std::to_string(static_cast<unsigned>(ymd.day()));
  out += ' ';
  out += month_name(lang, static_cast<unsigned>(ymd.month())).substr(0, 3);
  out += ' ';
  out += std::to_string(static_cast<int>(ymd.year()));
  return out;
}

std::string full_date(Lang lang, Date d) { return with_year(lang, day_month(lang, d), d); }

std::string weekday_date(Lang lang, Date d) {
  return std::string((spanish(lang) ? days_es : days_en)[d.weekday()]) + ' ' + day_month(lang, d);
}

std::string month_year(Lang lang, Date d) { return with_year(lang, month(lang, d.month()), d); }

std::string date_range(Lang lang, Date first, Date last) {
  if (first == last) return full_date(lang, first);
  auto from = std::to_string(first.day());
  if (first.month() != last.month() || first.year() != last.year()) from = day_month(lang, first);
  if (first.year() != last.year()) from = with_year(lang, std::move(from), first);
  return from + (spanish(lang) ? " a " : " to ") + full_date(lang, last);
}

std::string relative_days(Lang lang, Date day, Date today) {
  const int n = day - today;
  if (n == 0) return text(lang, _("hoy"));
  if (n == -1) return text(lang, _("ayer"));
  if (n == 1) return text(lang, _("mañana"));
  return n < 0 ? text(lang, N_("hace {1} día", "hace {1} días", -n)) : text(lang, N_("en {1} día", "en {1} días", n));
}

std::string date_time(Lang lang, CivilTime t) { return short_date(lang, t.date) + ", " + t.clock_text(); }

std::string known_date(Lang lang, Precision precision, Date first, Date last) {
  switch (precision) {
    case Precision::day:
    case Precision::communique: return full_date(lang, first);
    case Precision::range: return date_range(lang, first, last);
    case Precision::month: return month_year(lang, first);
    case Precision::early_month: return (spanish(lang) ? "principios de " : "early ") + month_year(lang, first);
    case Precision::mid_month: return (spanish(lang) ? "mediados de " : "mid ") + month_year(lang, first);
    case Precision::late_month: return (spanish(lang) ? "finales de " : "late ") + month_year(lang, first);
    case Precision::month_range: return month_range(lang, first, last);
    case Precision::quarter: return quarter(lang, first);
    case Precision::year: return std::to_string(first.year());
    case Precision::undated: break;
  }
  return text(lang, _("sin fecha"));
}

}  // namespace alianza::i18n
