#include "features/portal/when.h"

#include "platform/base/text.h"
#include "platform/i18n/format.h"

namespace alianza::portal {
namespace {

i18n::Precision known(Precision precision) {
  switch (precision) {
    case Precision::day: return i18n::Precision::day;
    case Precision::range: return i18n::Precision::range;
    case Precision::month: return i18n::Precision::month;
    case Precision::early_month: return i18n::Precision::early_month;
    case Precision::month_range: return i18n::Precision::month_range;
    case Precision::quarter: return i18n::Precision::quarter;
    case Precision::year: return i18n::Precision::year;
    case Precision::communique: return i18n::Precision::day;  // caveat() says the rest
    case Precision::undated: return i18n::Precision::undated;
  }
  return i18n::Precision::undated;
}

bool goes_on(const When& when) { return when.precision == Precision::range && !when.to; }

unsigned quarter_of(Date day) { return (day.month() + 2) / 3; }

std::string short_day(Date d, Lang lang) { return std::to_string(d.day()) + " " + i18n::short_month(lang, d.month()); }
std::string short_month_year(Date d, Lang lang) { return i18n::short_month(lang, d.month()) + " " + std::to_string(d.year()); }

/// «31 oct a 4 nov 2016», «feb a may 2014»: the year once, unless it changes.
std::string short_range(const When& when, Lang lang) {
  const auto from = *when.from;
  const auto to = when.to.value_or(from);
  const std::string between = lang == Lang::es ? " a " : " to ";
  const bool days = when.precision == Precision::range;
  const auto end = days ? i18n::short_date(lang, to) : short_month_year(to, lang);
  if (from.year() != to.year()) return (days ? i18n::short_date(lang, from) : short_month_year(from, lang)) + between + end;
  return (days ? short_day(from, lang) : i18n::short_month(lang, from.month())) + between + end;
}

Date first_of_month(Date d) { return Date(d.ymd().year() / d.ymd().month() / 1); }
Date last_of_month(Date d) { return Date(date::sys_days(d.ymd().year() / d.ymd().month() / date::last)); }

/// The first day of the period that `d` lies in.
Date opening(Date d, Precision precision) {
  switch (precision) {
    case Precision::month:
    case Precision::early_month:
    case Precision::month_range: return first_of_month(d);
    case Precision::quarter: return Date(d.ymd().year() / static_cast<int>(quarter_of(d) * 3 - 2) / 1);
    case Precision::year: return Date(d.ymd().year() / 1 / 1);
    default: return d;
  }
}

Error bad_date(const char* field) { return Error::field(field, _("Escriba una fecha como 2026-03-31.")); }

}  // namespace

Message label(Precision precision) {
  switch (precision) {
    case Precision::day: return _("Un día");
    case Precision::month: return _("Un mes");
    case Precision::early_month: return _("Principios de un mes");
    case Precision::quarter: return _("Un trimestre");
    case Precision::year: return _("Un año");
    case Precision::range: return _("Varios días");
    case Precision::month_range: return _("Varios meses");
    case Precision::communique: return _("Solo la fecha del comunicado");
    case Precision::undated: return _("Sin fecha");
  }
  return {};
}

bool is_exact(const When& when) { return when.precision == Precision::day || (when.precision == Precision::range && when.to); }

std::string in_words(const When& when, Lang lang) {
  if (!when.from) return {};
  const auto from = *when.from;
  if (goes_on(when))
    return (lang == Lang::es ? "desde el " : "from ") + i18n::full_date(lang, from) + (lang == Lang::es ? "" : " on");
  return i18n::known_date(lang, known(when.precision), from, when.to.value_or(from));
}

std::string in_short(const When& when, Lang lang) {
  if (!when.from) return {};
  if (goes_on(when)) return (lang == Lang::es ? "desde el " : "from ") + i18n::short_date(lang, *when.from);
  switch (when.precision) {
    case Precision::day:
    case Precision::communique: return i18n::short_date(lang, *when.from);
    case Precision::month: return short_month_year(*when.from, lang);
    case Precision::range:
    case Precision::month_range: return short_range(when, lang);
    default: return in_words(when, lang);
  }
}

Message caveat(const When& when) {
  if (when.precision == Precision::communique) return _("fecha del comunicado");
  if (when.precision == Precision::undated) return _("sin fecha en la fuente");
  return {};
}

std::string in_code(const When& when) {
  if (!when.from) return {};
  const auto day = when.from->text();
  switch (when.precision) {
    case Precision::month:
    case Precision::early_month: return day.substr(0, 7);
    case Precision::quarter: return day.substr(0, 4) + "-Q" + std::to_string(quarter_of(*when.from));
    case Precision::year: return day.substr(0, 4);
    case Precision::range: return day + "/" + (when.to ? when.to->text() : "..");
    case Precision::month_range: return day.substr(0, 7) + "/" + when.to.value_or(*when.from).text().substr(0, 7);
    default: return day;
  }
}

Result<When> parse_when(std::string_view from, std::string_view to, std::string_view precision) {
  When when;
  if (!meetings::from_text(precision, when.precision))
    return fail(Error::field("precision", _("Elija cuánto se sabe de la fecha.")));
  const bool spans = when.precision == Precision::range || when.precision == Precision::month_range;
  const auto typed = trim(to);
  if (when.precision == Precision::undated && !trim(from).empty())
    return fail(Error::field("from", _("Un hecho sin fecha no lleva día: bórrelo, o diga cuánto se sabe de la fecha.")));
  if (!spans && !typed.empty())
    return fail(Error::field("to", _("Solo «Varios días» y «Varios meses» llevan último día: bórrelo, o elija una de ellas.")));
  if (when.precision == Precision::undated) return when;
  const auto start = Date::parse(trim(from));
  if (!start) return fail(bad_date("from"));
  when.from = opening(*start, when.precision);
  if (!spans || (typed.empty() && when.precision == Precision::range)) return when;
  const auto end = Date::parse(typed);
  if (!end) return fail(bad_date("to"));
  when.to = when.precision == Precision::month_range ? last_of_month(*end) : *end;
  if (*when.to < *when.from) return fail(Error::field("to", _("El final va antes del inicio.")));
  return when;
}

}  // namespace alianza::portal
