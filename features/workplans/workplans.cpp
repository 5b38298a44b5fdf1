#include "features/workplans/workplans.h"

#include <array>

#include "platform/base/typed.h"
#include "platform/base/words.h"

namespace alianza::workplans {
namespace {

constexpr std::array<std::string_view, 4> states{"planned", "doing", "done", "dropped"};
constexpr std::array<std::string_view, 3> view_words{"table", "board", "timeline"};

}  // namespace

std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(View view) { return word_of(view_words, view); }
bool from_text(std::string_view text, View& view) { return read_word(view_words, text, view); }

Message label(State state) {
  switch (state) {
    case State::planned: return _("Planeada");
    case State::doing: return _("En curso");
    case State::done: return _("Hecha");
    case State::dropped: return _("Descartada");
  }
  return {};
}

bool is_open(State state) { return state == State::planned || state == State::doing; }
bool is_overdue(const Activity& a, Date today) { return is_open(a.state) && a.due < today; }
bool is_due_soon(const Activity& a, Date today, int days) {
  return is_open(a.state) && a.due >= today && a.due <= today.plus_days(days);
}

Count count(const std::vector<Activity>& activities, Date today) {
  Count c;
  int sum = 0;
  for (const auto& a : activities) {
    if (a.state == State::dropped) continue;
    ++c.activities;
    sum += a.progress;
    if (a.state == State::done) ++c.done;
    if (is_overdue(a, today)) ++c.overdue;
  }
  if (c.activities > 0) c.progress = sum / c.activities;
  return c;
}

Result<AreaWanted> parse(const AreaInput& input) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  AreaWanted wanted;
  take(error, "title_es", parse_text(input.title_es, 160), wanted.title.es);
  take(error, "title_en", parse_text(input.title_en, 160), wanted.title.en);
  if (trim(input.title_es).empty()) error.fields.push_back({"title_es", _("Escriba el área prioritaria.")});
  if (const auto typed = trim(input.ordinal); !typed.empty()) {
    wanted.ordinal = whole_number(typed);
    if (!wanted.ordinal || *wanted.ordinal < 1 || *wanted.ordinal > 99)
      error.fields.push_back({"ordinal", _("Escriba un número de orden del 1 al 99.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return wanted;
}

Result<Activity> parse(const ActivityInput& input) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Activity a;
  const auto area = AreaId::parse(trim(input.area));
  if (area)
    a.area = *area;
  else
    error.fields.push_back({"area", _("Elija un área del plan.")});
  take(error, "title", parse_text(input.title, 200), a.title);
  if (trim(input.title).empty()) error.fields.push_back({"title", _("Escriba qué se hará.")});
  take(error, "detail", parse_text(input.detail, 2000, Lines::many), a.detail);
  if (const auto typed = trim(input.owner); !typed.empty()) {
    if (const auto owner = OrganizationId::parse(typed))
      a.owner = *owner;
    else
      error.fields.push_back({"owner", _("Elija una organización del comité.")});
  }
  const auto day = [&](const char* field, const std::string& typed, Date& into) {
    const auto read = Date::parse(trim(typed));
    if (read)
      into = *read;
    else
      error.fields.push_back({field, _("Escriba una fecha como 2026-03-31.")});
    return read.has_value();
  };
  const bool starts = day("starts", input.starts, a.starts);
  const bool due = day("due", input.due, a.due);
  if (starts && due && a.due < a.starts)
    error.fields.push_back({"due", _("Escriba una fecha igual o posterior al {1}.").arg(a.starts.text())});
  a.version = whole_number(trim(input.version)).value_or(1);
  if (!error.fields.empty()) return fail(std::move(error));
  return a;
}

ActivityInput as_input(const Activity& a) {
  return {
      a.area.text(), a.title, a.detail, a.owner ? a.owner.text() : "", a.starts.text(), a.due.text(), std::to_string(a.version)};
}

Result<Move> parse(const MoveInput& input, const Activity& now) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  Move move;
  if (!from_text(input.state, move.state)) error.fields.push_back({"state", _("Elija un estado.")});
  take(error, "note", parse_text(input.note, 500, Lines::many), move.note);
  if (!error.fields.empty()) return fail(std::move(error));
  // What follows from the state; doing begins where it stood.
  move.progress = move.state == State::done ? 100 : move.state == State::planned ? 0 : now.progress % 100;
  if (move.state == State::dropped) move.progress = now.progress;
  if (const auto typed = trim(input.progress); !typed.empty()) {
    const auto read = whole_number(typed);
    const int most = move.state == State::doing ? 99 : 100;
    if (!read || *read < 0 || *read > most)
      error.fields.push_back({"progress", _("Escriba el avance de 0 a 99; al llegar a 100 márquela como hecha.")});
    else if (move.state == State::doing)
      move.progress = *read;
  }
  const bool opens_again = !is_open(now.state) && is_open(move.state);
  if (move.note.empty() && move.state == State::dropped) error.fields.push_back({"note", _("Escriba por qué se descarta.")});
  if (move.note.empty() && opens_again) error.fields.push_back({"note", _("Escriba por qué se reabre.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return move;
}

}  // namespace alianza::workplans
