#include "features/opinions/opinions.h"

#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::opinions {
namespace {

constexpr std::array<std::string_view, 3> closings{"", "excused", "awake"};

}  // namespace

std::string_view to_text(Closing closing) { return word_of(closings, closing); }
bool from_text(std::string_view text, Closing& closing) { return read_word(closings, text, closing); }

Message label(Closing closing) {
  switch (closing) {
    case Closing::none: return _("Por cerrar");
    case Closing::excused: return _("Justificada");
    case Closing::awake: return _("Volvió a sesionar u opinar");
  }
  return {};
}

Date dormant_from(Date last, int months) {
  const auto day = last.ymd();
  const auto month = date::year_month(day.year(), day.month()) + date::months(months);
  const auto end = (month / date::last).day();
  return Date(month / (day.day() < end ? day.day() : end));
}

Result<Opinion> parse(const Input& input, Date today) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Opinion o;
  if (const auto day = Date::parse(trim(input.on)); !day)
    error.fields.push_back({"on", _("Escriba una fecha como 2026-03-31.")});
  else if (*day > today)
    error.fields.push_back({"on", _("Escriba hoy o una fecha anterior.")});
  else
    o.on = *day;
  take(error, "subject", parse_text(input.subject, 200), o.subject);
  if (trim(input.subject).empty()) error.fields.push_back({"subject", _("Escriba sobre qué opina.")});
  take(error, "text", parse_text(input.text, 20'000, Lines::many), o.text);
  if (trim(input.text).empty()) error.fields.push_back({"text", _("Escriba la opinión.")});
  take(error, "reference", parse_text(input.reference, 300), o.reference);
  if (const auto typed = trim(input.meeting); !typed.empty()) {
    if (const auto id = MeetingId::parse(typed))
      o.meeting = *id;
    else
      error.fields.push_back({"meeting", _("Elija una sesión celebrada.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return o;
}

Result<int> parse_months(std::string_view typed) {
  const auto months = whole_number(trim(typed));
  if (!months || *months < 0 || *months > 36)
    return fail(Error::field("months", _("Escriba de 1 a 36 meses, o 0 para que no haya aviso.")));
  return *months;
}

}  // namespace alianza::opinions
