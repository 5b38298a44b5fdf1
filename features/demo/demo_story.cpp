// The synthetic alliance: what its portal tells. Invented, like all of it.
#include "features/demo/demo_synthetic.h"
#include "features/portal/actions.h"

namespace alianza::demo {
namespace {

using alliances::Stage;
using portal::EventKind;
using portal::FindingKind;
using portal::Precision;

constexpr const char* complete = "demo";

LocalizedText text(const char* es, const char* en) { return {es, en, Lang::es}; }

portal::Event event(const World& world, Stage stage, EventKind kind, int day, Precision precision, LocalizedText title,
                    LocalizedText words) {
  portal::Event e;
  e.stage = stage;
  e.kind = kind;
  e.when = {world.day(day), {}, precision};
  e.sort_on = world.day(day);
  e.title = std::move(title);
  e.text = std::move(words);
  e.state = portal::State::published;
  return e;
}

portal::Event survey(const World& world) {
  auto e = event(world, Stage::priorities, EventKind::survey, -205, Precision::day,
                 text("Encuesta de prioridades", "Survey of priorities"),
                 text("Pregunta qué hace cada organización por los ODS y cuáles le importan más.",
                      "It asks what each organisation does for the SDGs and which matter most to it."));
  const auto asked = static_cast<std::int64_t>(world.active.size());
  e.figures.push_back({asked, meetings::Qualifier::exact, text("organizaciones encuestadas", "organisations polled"),
                       text("Las activas el día de la encuesta.", "Those active on the day of the survey.")});
  e.figures.push_back({asked * 3 / 4, meetings::Qualifier::exact, text("respuestas", "answers"),
                       text("Una por organización.", "One an organisation.")});
  return e;
}

Done make_events(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto add = [&](const portal::Event& e) { return portal::add_event(tx, act, world.alliance.id, e); };
  TRY(add(event(world, Stage::approach, EventKind::institutional, -298, Precision::day,
                text("Se envía la invitación", "The invitation is sent"),
                text("La agencia invita a empresas, fundaciones y cámaras a una primera plenaria.",
                     "The agency invites firms, foundations and chambers to a first plenary."))));
  TRY(add(survey(world)));
  TRY(add(event(world, Stage::structuring, EventKind::document, -120, Precision::day,
                text("Planes de trabajo de los comités", "Work plans of the committees"),
                text("Cada comité acuerda su plan para los seis meses siguientes.",
                     "Each committee agrees its plan for the following six months."))));
  auto draft = event(world, Stage::structuring, EventKind::project, -5, Precision::day,
                     text("Primer proyecto estructurado", "First structured project"),
                     text("Borrador: falta que el comité lo confirme.", "Draft: the committee has yet to confirm it."));
  draft.state = portal::State::draft;
  TRY(add(draft));
  return {};
}

Done make_findings(db::Tx& tx, const feature::Act& act, const World& world) {
  const std::vector<std::tuple<FindingKind, LocalizedText, LocalizedText>> rows{
      {FindingKind::objective, text("Elegir proyectos entre todas", "Choose projects together"),
       text("Que cada comité elija al menos uno.", "Each committee chooses at least one.")},
      {FindingKind::objective, text("Sumar pequeñas y medianas empresas", "Bring in small and medium firms"), text("", "")},
      {FindingKind::achievement, text("Asistencia sostenida", "Steady attendance"),
       text("Las plenarias conservaron a la mayoría de las organizaciones.", "The plenaries kept most of the organisations.")},
      {FindingKind::challenge, text("Sesiones que no se celebran", "Sessions that are not held"),
       text("Un comité dejó pasar un mes sin sesión.", "One committee let a month go by without a session.")},
      {FindingKind::recommendation, text("Avisar con más tiempo", "Give more notice"),
       text("Enviar el orden del día dos semanas antes.", "Send the agenda two weeks before.")}};
  for (const auto& [kind, title, words] : rows) {
    portal::Finding finding;
    finding.kind = kind;
    finding.title = title;
    finding.text = words;
    finding.state = portal::State::published;
    TRY(portal::add_finding(tx, act, world.alliance.id, finding));
  }
  return {};
}

}  // namespace

Done make_story(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  TRY(make_events(tx, act, world));
  TRY(make_findings(tx, act, world));
  return portal::put_texts(
      tx, act, world.alliance.id,
      {{"place_and_time", text("Datos inventados", "Invented data")},
       {"hero", text("Una alianza como podría ser: quiénes participan, qué acuerdan y cómo avanzan. Nada de esto existe; sirve "
                     "para probar.",
                     "An alliance as it could be: who takes part, what they agree and how they advance. None of it exists; it is "
                     "for trying.")},
       {"story.approach", text("Plenarias para conocer intereses y necesidades.", "Plenaries to learn interests and needs.")},
       {"story.priorities", text("Encuesta y plenaria de resultados.", "Survey and plenary of results.")},
       {"story.structuring", text("Comités, criterios y elección de proyectos.", "Committees, criteria and choice of projects.")},
       {complete, text("completa", "complete")}});
}

bool is_complete(db::Tx& tx, const alliances::Alliance& alliance) {
  const auto open = portal::open(tx, alliance.slug);
  return open && open->texts.has(complete);
}

}  // namespace alianza::demo
