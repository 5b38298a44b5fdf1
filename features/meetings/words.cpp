// The words of meetings: in tables and API, and as people read them.
#include <algorithm>
#include <array>

#include "features/meetings/meetings.h"

namespace alianza::meetings {
namespace {

constexpr std::array<std::string_view, 6> kinds{"plenary", "committee", "transversal", "focus_group", "installation", "council"};
constexpr std::array<std::string_view, 3> states{"scheduled", "held", "cancelled"};
constexpr std::array<std::string_view, 9> precisions{"day",     "range", "month",      "early_month", "month_range",
                                                     "quarter", "year",  "communique", "undated"};
constexpr std::array<std::string_view, 4> qualifiers{"exact", "more_than", "at_least", "approx"};
constexpr std::array<std::string_view, 4> signs{"", ">", "≥", "≈"};
constexpr std::array<std::string_view, 2> modes{"in_person", "remote"};
constexpr std::array<std::string_view, 2> arrivals{"on_time", "late"};

template <class E>
bool read(const auto& words, std::string_view text, E& out) {
  const auto* found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return false;
  out = static_cast<E>(found - words.begin());
  return true;
}

}  // namespace

std::string_view to_text(Kind kind) { return kinds.at(static_cast<std::size_t>(kind)); }
bool from_text(std::string_view text, Kind& kind) { return read(kinds, text, kind); }
std::string_view to_text(State state) { return states.at(static_cast<std::size_t>(state)); }
bool from_text(std::string_view text, State& state) { return read(states, text, state); }
std::string_view to_text(Precision precision) { return precisions.at(static_cast<std::size_t>(precision)); }
bool from_text(std::string_view text, Precision& precision) { return read(precisions, text, precision); }
std::string_view to_text(Qualifier qualifier) { return qualifiers.at(static_cast<std::size_t>(qualifier)); }
bool from_text(std::string_view text, Qualifier& qualifier) { return read(qualifiers, text, qualifier); }
std::string_view sign(Qualifier qualifier) { return signs.at(static_cast<std::size_t>(qualifier)); }
std::string_view to_text(Mode mode) { return modes.at(static_cast<std::size_t>(mode)); }
bool from_text(std::string_view text, Mode& mode) { return read(modes, text, mode); }
std::string_view to_text(Arrival arrival) { return arrivals.at(static_cast<std::size_t>(arrival)); }
bool from_text(std::string_view text, Arrival& arrival) { return read(arrivals, text, arrival); }

Message label(Kind kind) {
  switch (kind) {
    case Kind::plenary: return _("Plenaria");
    case Kind::committee: return _("Sesión de comité");
    case Kind::transversal: return _("Sesión transversal");
    case Kind::focus_group: return _("Grupo focal");
    case Kind::installation: return _("Instalación");
    case Kind::council: return _("Sesión de consejo");
  }
  return {};
}

Message label(State state) {
  switch (state) {
    case State::scheduled: return _("Programada");
    case State::held: return _("Celebrada");
    case State::cancelled: return _("Cancelada");
  }
  return {};
}

Message note(Precision precision) {
  switch (precision) {
    case Precision::day:
    case Precision::range:
    case Precision::month:
    case Precision::month_range:
    case Precision::quarter:
    case Precision::year: return {};
    case Precision::early_month: return _("a principios del mes");
    case Precision::communique: return _("fecha del comunicado");
    case Precision::undated: return _("sin fecha en la fuente");
  }
  return {};
}

Message label(Qualifier qualifier) {
  switch (qualifier) {
    case Qualifier::exact: return _("exactamente");
    case Qualifier::more_than: return _("más de");
    case Qualifier::at_least: return _("al menos");
    case Qualifier::approx: return _("alrededor de");
  }
  return {};
}

Message label(Mode mode) { return mode == Mode::in_person ? _("Presencial") : _("A distancia"); }
Message label(Arrival arrival) { return arrival == Arrival::on_time ? _("A tiempo") : _("Llegó tarde"); }

}  // namespace alianza::meetings
