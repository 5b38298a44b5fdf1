#include "features/cadences/cadences.h"

#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::cadences {
namespace {

constexpr std::array<std::string_view, 4> closings{"", "excused", "made_up", "recorded"};

date::year_month month_of(Date day) { return {day.ymd().year(), day.ymd().month()}; }
Date first_of(date::year_month month) { return Date(month / date::day(1)); }

}  // namespace

std::string_view to_text(Closing closing) { return word_of(closings, closing); }
bool from_text(std::string_view text, Closing& closing) { return read_word(closings, text, closing); }

Message label(Closing closing) {
  switch (closing) {
    case Closing::none: return _("Por cerrar");
    case Closing::excused: return _("Justificada");
    case Closing::made_up: return _("Repuesta con otra sesión");
    case Closing::recorded: return _("La sesión se registró después");
  }
  return {};
}

std::vector<Period> periods_over(const Cadence& c, Date today, std::optional<Date> dissolved) {
  std::vector<Period> out;
  for (auto month = month_of(c.since);; month += date::months(c.months)) {
    const Period period{first_of(month), first_of(month + date::months(c.months)).plus_days(-1)};
    if (period.last >= today || (dissolved && *dissolved <= period.last)) return out;
    out.push_back(period);
  }
}

Result<Rule> parse(const RuleInput& input, Date today) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Rule rule;
  if (trim(input.months).empty()) return rule;
  const auto months = whole_number(trim(input.months));
  if (months && *months >= 1 && *months <= 12)
    rule.months = *months;
  else
    error.fields.push_back({"months", _("Escriba cada cuántos meses sesiona, de 1 a 12.")});
  if (const auto day = Date::parse(trim(input.since))) {
    rule.since = first_of(month_of(*day));
    const auto now = month_of(today);
    if (rule.since < first_of(now - date::months(most_months_back)) ||
        rule.since > first_of(now + date::months(most_months_ahead)))
      error.fields.push_back({"since", _("La regla empieza a lo más {1} meses atrás y {2} adelante.")
                                           .arg(std::int64_t{most_months_back})
                                           .arg(std::int64_t{most_months_ahead})});
  } else {
    error.fields.push_back({"since", _("Escriba una fecha como 2026-03-31.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return rule;
}

}  // namespace alianza::cadences
