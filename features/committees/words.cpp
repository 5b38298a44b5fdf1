// The words of committees: in tables and API, and as people read them.
#include <algorithm>
#include <array>

#include "features/committees/committees.h"

namespace alianza::committees {
namespace {

constexpr std::array<std::string_view, 4> kinds{"plenary", "committee", "council", "working_group"};
constexpr std::array<std::string_view, 2> offices{"president", "secretary"};
constexpr std::array<std::string_view, 2> admissions{"open", "closed"};
constexpr std::array<std::string_view, 5> mechanisms{"undecided", "online_survey", "in_person_vote", "prior_studies",
                                                     "built_from_zero"};

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
std::string_view to_text(Office office) { return offices.at(static_cast<std::size_t>(office)); }
bool from_text(std::string_view text, Office& office) { return read(offices, text, office); }
std::string_view to_text(Admission admission) { return admissions.at(static_cast<std::size_t>(admission)); }
bool from_text(std::string_view text, Admission& admission) { return read(admissions, text, admission); }
std::string_view to_text(Mechanism mechanism) { return mechanisms.at(static_cast<std::size_t>(mechanism)); }
bool from_text(std::string_view text, Mechanism& mechanism) { return read(mechanisms, text, mechanism); }

Message label(Kind kind) {
  switch (kind) {
    case Kind::plenary: return _("Plenaria");
    case Kind::committee: return _("Comité");
    case Kind::council: return _("Consejo");
    case Kind::working_group: return _("Grupo de trabajo");
  }
  return {};
}

Message label(Office office) { return office == Office::president ? _("Presidencia") : _("Secretaría"); }

Message label(Admission admission) {
  return admission == Admission::open ? _("Abierto: las organizaciones activas se suman solas")
                                      : _("Cerrado: agrega el secretariado o la mesa del comité");
}

Message label(Mechanism mechanism) {
  switch (mechanism) {
    case Mechanism::undecided: return _("Sin mecanismo acordado");
    case Mechanism::online_survey: return _("Encuesta en línea");
    case Mechanism::in_person_vote: return _("Votación presencial");
    case Mechanism::prior_studies: return _("Estudios y análisis previos");
    case Mechanism::built_from_zero: return _("Construcción de iniciativas desde cero");
  }
  return {};
}

}  // namespace alianza::committees
