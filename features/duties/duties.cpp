#include "features/duties/duties.h"

#include <algorithm>
#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::duties {
namespace {

constexpr std::array<std::string_view, 5> kind_words{"agenda", "invitations", "follow_up", "report", "knowledge"};
constexpr std::array<std::string_view, 3> state_words{"open", "done", "cancelled"};
constexpr std::int64_t most_months = 12;

}  // namespace

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all{Kind::agenda, Kind::invitations, Kind::follow_up, Kind::report, Kind::knowledge};
  return all;
}
std::string_view to_text(Kind kind) { return word_of(kind_words, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kind_words, text, kind); }
Message label(Kind kind) {
  switch (kind) {
    case Kind::agenda: return _("Órdenes del día");
    case Kind::invitations: return _("Invitaciones");
    case Kind::follow_up: return _("Seguimiento de acuerdos");
    case Kind::report: return _("Informes");
    case Kind::knowledge: return _("Conocimiento");
  }
  return {};
}

const std::vector<State>& states() {
  static const std::vector<State> all{State::open, State::done, State::cancelled};
  return all;
}
std::string_view to_text(State state) { return word_of(state_words, state); }
bool from_text(std::string_view text, State& state) { return read_word(state_words, text, state); }
Message label(State state) {
  switch (state) {
    case State::open: return _("Por hacer");
    case State::done: return _("Hecha");
    case State::cancelled: return _("Cancelada");
  }
  return {};
}

bool is_overdue(const Duty& duty, Date today) { return duty.state == State::open && duty.due < today; }

Date months_after(Date day, std::int64_t months) {
  const auto then = day.ymd() + date::months(months);
  return Date(then.ok() ? then : date::year_month_day(then.year() / then.month() / date::last));
}

bool matches(const Filter& f, const Duty& d, Date today) {
  if (f.state && *f.state != d.state) return false;
  if (f.kind && *f.kind != d.kind) return false;
  if (f.owner && f.owner != d.owner) return false;
  return !f.overdue || is_overdue(d, today);
}

Result<Duty> parse(const Input& input) {
  Duty d;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!from_text(trim(input.kind), d.kind)) error.fields.push_back({"kind", _("Elija una clase de la lista.")});
  take(error, "what", parse_text(input.what, 300), d.what);
  if (trim(input.what).empty()) error.fields.push_back({"what", _("Escriba qué hay que hacer.")});
  take(error, "detail", parse_text(input.detail, 2000, Lines::many), d.detail);
  if (const auto owner = AccountId::parse(trim(input.owner)))
    d.owner = *owner;
  else
    error.fields.push_back({"owner", _("Elija quién responde de la tarea.")});
  if (const auto due = parse_day("due", input.due))
    d.due = *due;
  else
    error.fields.push_back({"due", due.error().fields.front().message});
  const auto months = trim(input.every_months);
  const auto every = months.empty() ? std::optional<std::int64_t>(0) : whole_number<std::int64_t>(months);
  if (!every || *every < 0 || *every > most_months)
    error.fields.push_back({"every_months", _("Escriba de 1 a 12 meses, o déjelo en blanco.")});
  else
    d.every_months = *every;
  d.version = whole_number<std::int64_t>(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return d;
}

Input as_input(const Duty& d) {
  return {std::string(to_text(d.kind)),
          d.what,
          d.detail,
          d.owner.text(),
          d.due.text(),
          d.every_months == 0 ? "" : std::to_string(d.every_months),
          std::to_string(d.version)};
}

}  // namespace alianza::duties
