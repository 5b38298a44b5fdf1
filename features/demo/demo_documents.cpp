// The synthetic alliance: documents of each circle of readers, and organisations that ask to take part.
#include "features/applications/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/documents/actions.h"

namespace alianza::demo {
namespace {

struct Paper {
  const char* kind;
  int day;  // from today
  const char* confidentiality;
  int committee;  // -1: of the whole alliance
  const char* title;
  const char* author;
  const char* file;
  const char* text;
};

constexpr Paper papers[] = {
    {"rules_of_operation", -280, "public", -1, "Reglas de operación de la Alianza de muestra", "Agencia de Cooperación (muestra)",
     "reglas-de-operacion.txt",
     "REGLAS DE OPERACIÓN (texto inventado)\n\n1. La alianza es un espacio neutral.\n2. Cada comité elige su presidencia y su "
     "secretaría.\n3. Las decisiones se toman por consenso y quedan en la minuta.\n4. Lo que se acuerda tiene responsable y "
     "fecha.\n"},
    {"presentation", -240, "members", -1, "Resultados de la consulta de prioridades", "Secretariado", "resultados-consulta.csv",
     "ODS,Organizaciones que lo eligieron (inventado)\n4,31\n5,18\n9,27\n10,22\n12,35\n"},
    {"work_plan", -150, "committee", 0, "Plan de trabajo del comité, primer año", "Presidencia del comité", "plan-de-trabajo.txt",
     "PLAN DE TRABAJO (texto inventado)\n\nTrimestre 1: elegir el problema.\nTrimestre 2: árbol de problemas y de objetivos.\n"
     "Trimestre 3: ficha de proyecto.\nTrimestre 4: matriz de resultados.\n"},
    {"project_sheet", -60, "committee", 1, "Ficha de proyecto, segunda versión", "Secretaría del comité", "ficha-de-proyecto.txt",
     "FICHA DE PROYECTO (texto inventado)\n\nFin: más jóvenes con un primer empleo digno.\nObjetivo: 300 egresadas y egresados "
     "colocados en dos años.\nComponentes: bolsa de trabajo, mentoría, seguimiento.\n"},
    {"information", -30, "secretariat", -1, "Notas para la siguiente plenaria", "Secretariado", "notas-plenaria.txt",
     "NOTAS INTERNAS (texto inventado)\n\nConfirmar la sede. Pedir la lista de asistentes. Revisar los acuerdos vencidos.\n"}};

document::Input input(const Paper& paper, const World& world) {
  document::Input i;
  i.kind = paper.kind;
  i.title = paper.title;
  i.author = paper.author;
  i.on = world.day(paper.day).text();
  i.confidentiality = paper.confidentiality;
  if (paper.committee >= 0) i.committee = world.committees[static_cast<std::size_t>(paper.committee)].id.text();
  return i;
}

struct Asking {
  const char* organization;
  const char* type;
  const char* name;
  const char* position;
  const char* email;
  const char* why;
  int days_ago;
};

constexpr Asking askings[] = {
    {"Cooperativa Manantial del Ejemplo", "company", "Irene Salgado", "Presidencia", "irene@manantial.example",
     "Queremos sumar a nuestras 40 socias productoras a los proyectos de consumo responsable (inventado).", 6},
    {"Fundación Horizonte de Muestra", "corporate_foundation", "Tomás Quintero", "Dirección de programas",
     "tomas@horizonte.example", "Damos becas técnicas y buscamos con quién abrir primeras oportunidades de empleo (inventado).",
     3},
    {"Textiles Barranca", "company", "Lucía Manzano", "Sustentabilidad", "lucia@barranca.example",
     "Nos invitó una empresa que ya participa; nos interesa el comité de industria (inventado).", 1}};

}  // namespace

Done make_documents(db::Database& db, const files::Store& store, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  for (const auto& paper : papers) {
    if (paper.committee >= static_cast<int>(world.committees.size())) continue;
    TRY(document::add(db, store, act, world.alliance.id, input(paper, world),
                      {.bytes = paper.text, .file_name = paper.file, .media_type = {}, .note = {}, .confirm_same = {}}));
  }
  return {};
}

Done make_applications(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  for (const auto& one : askings)
    TRY(applications::load(tx, act, world.alliance, {one.organization, one.type, one.name, one.position, one.email, one.why, {}},
                           tx.now() - std::chrono::hours(24 * one.days_ago)));
  return {};
}

}  // namespace alianza::demo
