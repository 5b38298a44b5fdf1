// The synthetic alliance: a committee that is installed with its work plan, one whose act still lacks parts, and a council that
// has gone quiet.
#include "features/demo/demo_synthetic.h"
#include "features/installations/actions.h"
#include "features/opinions/actions.h"
#include "features/workplans/actions.h"

namespace alianza::demo {
namespace {

struct PlannedActivity {
  const char* title;
  int owner;  // which member; -1: the committee itself
  int starts;
  int due;
  const char* state;
  const char* progress;
};
struct PlannedArea {
  LocalizedText title;
  std::vector<PlannedActivity> tasks;
};

std::vector<PlannedArea> areas_of_the_installed() {
  return {{{"Diagnóstico compartido", "Shared diagnosis", Lang::es},
           {{"Encuesta a las organizaciones del comité", 0, -150, -120, "done", ""},
            {"Mapa de lo que ya existe", 2, -130, -90, "done", ""}}},
          {{"Proyectos piloto", "Pilot projects", Lang::es},
           {{"Elegir dos proyectos piloto", -1, -90, -40, "done", ""},
            {"Presupuesto del primer piloto", 1, -45, -4, "doing", "70"},
            {"Convenio con el municipio sede", 3, -20, 25, "doing", "30"},
            {"Arranque del segundo piloto", 2, 20, 80, "planned", ""}}},
          {{"Medir y compartir", "Measure and share", Lang::es},
           {{"Indicadores con su línea base", 1, -30, 5, "doing", "50"},
            {"Feria regional de resultados", 4, -60, -10, "dropped", ""},
            {"Informe público del primer año", 0, 60, 120, "planned", ""}}}};
}

Done add_area(db::Tx& tx, const feature::Act& act, const World& world, std::size_t c, const PlannedArea& field) {
  const auto id = world.committees.at(c).id;
  const auto alliance = world.alliance.id;
  const auto area = TRY(workplans::add_area(tx, act, alliance, id, {field.title.es, field.title.en, ""}));
  for (const auto& task : field.tasks) {
    workplans::ActivityInput input{area.text(), task.title, "", "", world.day(task.starts).text(), world.day(task.due).text(),
                                   ""};
    if (task.owner >= 0) input.owner = world.members.at(c).at(static_cast<std::size_t>(task.owner)).id.text();
    const auto made = TRY(workplans::add_activity(tx, act, alliance, id, input));
    const std::string state = task.state;
    if (state == "planned") continue;
    const auto* note = state == "dropped" ? "La sede canceló; se busca otra fecha." : "";
    TRY(workplans::move_activity(tx, act, alliance, id, made, {state, task.progress, note, ""}));
  }
  return {};
}

/// Its last opinion is half a year old; the rule tells after three months.
Done add_council(db::Tx& tx, const feature::Act& act, const World& world) {
  committees::Committee c;
  c.kind = committees::Kind::council;
  c.name = {"Consejo técnico académico", "Academic technical council", Lang::es};
  c.purpose = {"Opinar sobre los proyectos antes de que se presupuesten.", "Give opinions on projects before they are budgeted.",
               Lang::es};
  c.founded_on = world.day(-300);
  const auto council = TRY(committees::found(tx, act, world.alliance.id, c)).id;
  const auto issue = [&](int on, const char* subject, const char* text) {
    return opinions::issue(tx, act, world.alliance.id, council, {world.day(on).text(), subject, text, "Oficio (inventado)", ""});
  };
  TRY(issue(-240, "Qué temas conviene estudiar",
            "Conviene empezar por agua y energía, donde hay datos comparables de varios años."));
  TRY(issue(-185, "Indicadores para los pilotos",
            "Cada piloto debe fijar su línea base antes de empezar, con una fuente que no sea propia."));
  TRY(opinions::set_rule(tx, act, world.alliance.id, council, "3"));
  TRY(opinions::watch(tx, world.alliance.id));
  return {};
}

}  // namespace

Done make_workplans(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  const auto alliance = world.alliance.id;
  const auto installed = world.committees.at(0).id;
  for (const auto& field : areas_of_the_installed()) TRY(add_area(tx, act, world, 0, field));
  TRY(committees::set_rules(
      tx, act, alliance, installed,
      {"50", "", "present",
       "La presidencia convoca con cinco días. Se decide por mayoría de quienes asisten; un empate se vuelve a "
       "discutir en la sesión siguiente. La secretaría informa cada mes al secretariado.",
       "The president convenes five days ahead. Decisions are taken by the majority of those who attend; a tie is "
       "discussed again at the next session. The secretary reports to the secretariat every month.",
       world.day(-159).text(), "Acuerdo de instalación (inventado)", "1"}));
  TRY(installations::declare(
      tx, act, alliance, installed,
      {world.day(-158).text(), "Instalado en la sede del secretariado, que presidió el acto (inventado).", "", "0"}));
  TRY(installations::set_published(tx, act, alliance, installed, {"1", "1"}));
  TRY(workplans::set_published(tx, act, alliance, installed, "1"));
  // This one has an area without activities and no rules in words: its act lacks parts.
  TRY(add_area(tx, act, world, 1,
               {{"Capacitación de proveedores", "Training of suppliers", Lang::es},
                {{"Temario común", 0, -30, 15, "doing", "40"}, {"Primer taller", 1, 10, 40, "planned", ""}}}));
  TRY(add_council(tx, act, world));
  return add_area(tx, act, world, 1, {{"Compras responsables", "Responsible purchasing", Lang::es}, {}});
}

}  // namespace alianza::demo
