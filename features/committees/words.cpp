// The words of committees: in tables and API, and as people read them.
#include <algorithm>
#include <array>

#include "features/committees/committees.h"
#include "platform/base/words.h"

namespace alianza::committees {
namespace {

constexpr std::array<std::string_view, 4> kinds{"plenary", "committee", "council", "working_group"};
constexpr std::array<std::string_view, 2> offices{"president", "secretary"};
constexpr std::array<std::string_view, 2> admissions{"open", "closed"};
constexpr std::array<std::string_view, 5> mechanisms{"undecided", "online_survey", "in_person_vote", "prior_studies",
                                                     "built_from_zero"};

constexpr std::array<std::string_view, 2> bases{"present", "members"};

}  // namespace

std::string_view to_text(VotingBase base) { return word_of(bases, base); }
bool from_text(std::string_view text, VotingBase& base) { return read_word(bases, text, base); }
Message label(VotingBase base) {
  return base == VotingBase::present ? _("De las organizaciones que asisten") : _("De todas las integrantes, asistan o no");
}
std::string_view to_text(Kind kind) { return word_of(kinds, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kinds, text, kind); }
std::string_view to_text(Office office) { return word_of(offices, office); }
bool from_text(std::string_view text, Office& office) { return read_word(offices, text, office); }
std::string_view to_text(Admission admission) { return word_of(admissions, admission); }
bool from_text(std::string_view text, Admission& admission) { return read_word(admissions, text, admission); }
std::string_view to_text(Mechanism mechanism) { return word_of(mechanisms, mechanism); }
bool from_text(std::string_view text, Mechanism& mechanism) { return read_word(mechanisms, text, mechanism); }

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
