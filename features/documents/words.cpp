// The words of documents: in tables and API, and as people read them.
#include <array>

#include "features/documents/documents.h"
#include "platform/base/words.h"

namespace alianza::document {
namespace {

constexpr std::array<std::string_view, 19> kind_words{
    "project_format", "project_sheet",     "work_plan",      "minutes",         "bulletin",           "communique",
    "information",    "attendance_list",   "presentation",   "speech",          "case_study",         "one_pager",
    "policy_brief",   "evaluation_matrix", "results_matrix", "systematization", "rules_of_operation", "implementation_plan",
    "other"};
constexpr std::array<std::string_view, 5> level_words{"public", "members", "committee", "secretariat", "restricted"};
constexpr std::array<std::string_view, 8> reading_words{"none",    "waiting", "whole",      "part",
                                                        "nothing", "locked",  "unreadable", "forgone"};

}  // namespace

std::string_view to_text(Kind kind) { return word_of(kind_words, kind); }
bool from_text(std::string_view text, Kind& kind) { return read_word(kind_words, text, kind); }
std::string_view to_text(Confidentiality level) { return word_of(level_words, level); }
bool from_text(std::string_view text, Confidentiality& level) { return read_word(level_words, text, level); }

std::string_view to_text(Reading reading) { return word_of(reading_words, reading); }
bool from_text(std::string_view text, Reading& reading) { return read_word(reading_words, text, reading); }

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> all = [] {
    std::vector<Kind> out;
    for (std::size_t i = 0; i < kind_words.size(); ++i) out.push_back(static_cast<Kind>(i));
    return out;
  }();
  return all;
}

const std::vector<Confidentiality>& levels() {
  static const std::vector<Confidentiality> all{Confidentiality::everyone, Confidentiality::members, Confidentiality::committee,
                                                Confidentiality::secretariat, Confidentiality::restricted};
  return all;
}

Message label(Kind kind) {
  switch (kind) {
    case Kind::project_format: return _("Formato de presentación de proyectos");
    case Kind::project_sheet: return _("Ficha de proyecto");
    case Kind::work_plan: return _("Plan de trabajo");
    case Kind::minutes: return _("Minuta");
    case Kind::bulletin: return _("Boletín");
    case Kind::communique: return _("Comunicado");
    case Kind::information: return _("Pieza informativa");
    case Kind::attendance_list: return _("Lista de asistencia");
    case Kind::presentation: return _("Presentación");
    case Kind::speech: return _("Discurso");
    case Kind::case_study: return _("Caso de estudio");
    case Kind::one_pager: return _("Resumen de una página");
    case Kind::policy_brief: return _("Nota de política");
    case Kind::evaluation_matrix: return _("Matriz de evaluación");
    case Kind::results_matrix: return _("Matriz de resultados");
    case Kind::systematization: return _("Documento de sistematización");
    case Kind::rules_of_operation: return _("Reglas de operación");
    case Kind::implementation_plan: return _("Plan de implementación");
    case Kind::other: return _("Otro documento");
  }
  return {};
}

Message label(Confidentiality level) {
  switch (level) {
    case Confidentiality::everyone: return _("Público");
    case Confidentiality::members: return _("Integrantes");
    case Confidentiality::committee: return _("Su comité");
    case Confidentiality::secretariat: return _("Secretariado");
    case Confidentiality::restricted: return _("Reservado");
  }
  return {};
}

Message label(Reading reading) {
  switch (reading) {
    case Reading::none: return {};
    case Reading::waiting: return _("Su texto se está leyendo para la búsqueda.");
    case Reading::whole: return _("La búsqueda encuentra su texto.");
    case Reading::part: return _("La búsqueda encuentra el principio de su texto.");
    case Reading::nothing: return _("Texto no leído: el archivo no lo tiene; quizá son imágenes de páginas.");
    case Reading::locked: return _("Texto no leído: el archivo pide contraseña o no deja tomarlo.");
    case Reading::unreadable: return _("Texto no leído: el archivo está dañado o leerlo pide demasiado.");
    case Reading::forgone: return _("Texto no leído: antes de leerlo se borraron datos de una persona.");
  }
  return {};
}

Message who_reads(Confidentiality level) {
  switch (level) {
    case Confidentiality::everyone: return _("Cualquier persona, también en el portal si la alianza es pública.");
    case Confidentiality::members: return _("Quien lee la alianza como integrante.");
    case Confidentiality::committee: return _("Integrantes de su comité y la agencia.");
    case Confidentiality::secretariat: return _("Secretariado y dirección.");
    case Confidentiality::restricted: return _("Dirección, jurídico y quien lo agregó.");
  }
  return {};
}

}  // namespace alianza::document
