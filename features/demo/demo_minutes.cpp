// The synthetic alliance: how often committees meet, minutes of their last sessions and what was agreed. Invented, like all of
// it.
#include <array>

#include "features/cadences/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/meetings/actions.h"
#include "features/minutes/actions.h"

namespace alianza::demo {
namespace {

constexpr std::array notes{
    "Quien preside dio la bienvenida y confirmó que había quórum. Se leyó el orden del día y se aprobó sin cambios.",
    "El grupo revisó los avances desde la sesión anterior. Dos organizaciones compartieron datos de sus programas; se pidió "
    "homologar las unidades.",
    "Se discutieron tres opciones. La de menor costo deja fuera a las microempresas, por lo que se prefirió la segunda, con un "
    "piloto de tres meses.",
    "Se repasaron los pendientes y se repartieron las tareas. La siguiente sesión será en la misma sede.",
    "No hubo asuntos adicionales. Se agradeció a la organización anfitriona."};

struct Task {
  const char* text;
  int due;  // days from today
};
/// Of each committee: sent, piloted, consulted, gathered.
using Tasks = std::array<Task, 4>;
constexpr std::array tasks{
    Tasks{Task{"Enviar el padrón de programas propios con su presupuesto anual", -6},
          Task{"Preparar una propuesta de piloto con dos municipios", 5},
          Task{"Consultar con el área jurídica el modelo de convenio", 12},
          Task{"Reunir los indicadores que ya mide cada organización", 26}},
    Tasks{Task{"Enviar la lista de escuelas con las que ya se trabaja", -4},
          Task{"Proponer tres temas para el programa de mentoría", 8}, Task{"Revisar con finanzas el costo por estudiante", 15},
          Task{"Reunir los testimonios de quienes egresaron", 24}},
    Tasks{Task{"Compartir el inventario de laboratorios disponibles", -9},
          Task{"Preparar la convocatoria del reto de innovación", 4},
          Task{"Consultar quién conserva la propiedad intelectual", 18}, Task{"Reunir las fichas técnicas de los equipos", 30}},
    Tasks{Task{"Enviar el diagnóstico de accesibilidad de sus sedes", -5},
          Task{"Preparar el taller de contratación incluyente", 7}, Task{"Confirmar con recursos humanos las vacantes", 11},
          Task{"Reunir los ajustes razonables que ya se aplican", 21}},
    Tasks{Task{"Compartir el mapa de cuencas en que opera cada empresa", -3},
          Task{"Preparar el recorrido por las dos plantas de tratamiento", 9},
          Task{"Consultar el trámite del permiso de descarga", 14}, Task{"Reunir las mediciones de consumo de agua", 28}}};

Done write_sections(db::Tx& tx, const feature::Act& act, const World& world, const minutes::Minutes& made, std::size_t seed) {
  std::size_t i = seed;
  for (const auto& section : minutes::book(tx, made).sections)
    TRY(minutes::save_section(tx, act, world.alliance.id, made.meeting, section.id, notes.at(i++ % notes.size()),
                              std::to_string(section.version)));
  return {};
}

Result<minutes::Agreement> agree(db::Tx& tx, const feature::Act& act, const World& world, const minutes::Minutes& made,
                                 const Task& task, const Made& owner) {
  minutes::AgreementInput input;
  input.text = task.text;
  input.organization = owner.id.text();
  input.person = owner.contact;
  input.due = world.day(task.due).text();
  return minutes::agree(tx, act, world.alliance.id, made.meeting, input);
}

/// The session before the last one: approved, with an agreement that is done, one that is overdue and one to come. The last one:
/// still a draft.
enum class Last { yes, no };
Done write_minutes(db::Tx& tx, const feature::Act& act, const World& world, std::size_t c, meetings::MeetingId meeting,
                   Last last) {
  const auto alliance = world.alliance.id;
  const auto& members = world.members.at(c);
  const auto made = TRY(minutes::open(tx, act, alliance, meeting, Lang::es));
  TRY(write_sections(tx, act, world, made, c));
  const auto& agreed = tasks.at(c % tasks.size());
  const auto owner = [&](std::size_t i) -> const Made& { return members.at((c + i) % members.size()); };
  if (last == Last::yes) {
    TRY(agree(tx, act, world, made, agreed[3], owner(3)));
    return {};
  }
  constexpr Task overdue{"Enviar por escrito su opinión sobre la ficha del proyecto", -7};
  const auto done = TRY(agree(tx, act, world, made, agreed[0], owner(0)));
  if (c % 2 == 0) TRY(agree(tx, act, world, made, overdue, owner(4)));
  TRY(agree(tx, act, world, made, agreed[1], owner(1)));
  TRY(agree(tx, act, world, made, agreed[2], owner(2)));
  TRY(minutes::change_state(tx, act, alliance, meeting, minutes::to_text(minutes::State::review), ""));
  TRY(minutes::change_state(tx, act, alliance, meeting, minutes::to_text(minutes::State::approved), ""));
  TRY(minutes::progress(tx, act, alliance, done.id, "done", "Se recibió por correo; quedó en la carpeta del comité."));
  return {};
}

}  // namespace

Done make_minutes(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  for (std::size_t c = 0; c < world.committees.size(); ++c) {
    const auto committee = world.committees[c].id;
    if (world.members.at(c).empty()) continue;
    const auto held =
        meetings::list(tx, world.alliance.id,
                       {.when = meetings::When::past, .committee = committee, .state = meetings::State::held}, {}, 2, world.today)
            .rows;
    for (std::size_t i = 0; i < held.size(); ++i)
      TRY(write_minutes(tx, act, world, c, held[i].meeting.id, i == 0 ? Last::yes : Last::no));
    if (c < 3) TRY(cadences::set(tx, act, world.alliance.id, committee, {"1", world.day(-125).text()}));
  }
  TRY(cadences::watch(tx, world.alliance.id));
  return {};
}

}  // namespace alianza::demo
