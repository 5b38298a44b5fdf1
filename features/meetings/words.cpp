// The words of meetings: in tables and API, and as people read them.
#include <algorithm>
#include <array>

#include "features/meetings/meetings.h"
#include "platform/base/words.h"

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

constexpr std::array<std::string_view, 3> tellers{"keeper", "own", "code"};

}  // namespace

std::string_view to_text(Teller teller) { return word_of(tellers, teller); }
bool from_text(std::string_view text, Teller& teller) { return read_word(tellers, text, teller); }
std::string_view to_text(Kind kind) { return word_of(kinds, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kinds, text, kind); }
std::string_view to_text(State state) { return word_of(states, state); }
bool from_text(std::string_view text, State& state) { return read_word(states, text, state); }
std::string_view to_text(Precision precision) { return word_of(precisions, precision); }
bool from_text(std::string_view text, Precision& precision) { return read_word(precisions, text, precision); }
std::string_view to_text(Qualifier qualifier) { return word_of(qualifiers, qualifier); }
bool from_text(std::string_view text, Qualifier& qualifier) { return read_word(qualifiers, text, qualifier); }
std::string_view sign(Qualifier qualifier) { return word_of(signs, qualifier); }
std::string_view to_text(Mode mode) { return word_of(modes, mode); }
bool from_text(std::string_view text, Mode& mode) { return read_word(modes, text, mode); }
std::string_view to_text(Arrival arrival) { return word_of(arrivals, arrival); }
bool from_text(std::string_view text, Arrival& arrival) { return read_word(arrivals, text, arrival); }

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

Message note(Teller teller) {
  switch (teller) {
    case Teller::keeper: return {};
    case Teller::own: return _("lo dijo su representante");
    case Teller::code: return _("con el código del día");
  }
  return {};
}

Message label(Mode mode) { return mode == Mode::in_person ? _("Presencial") : _("A distancia"); }
Message label(Arrival arrival) { return arrival == Arrival::on_time ? _("A tiempo") : _("Llegó tarde"); }

}  // namespace alianza::meetings
