// The synthetic alliance: what it tells the public, and what its words mean.
#include "features/bulletins/actions.h"
#include "features/courses/actions.h"
#include "features/demo/demo_synthetic.h"
#include "features/experiences/actions.h"
#include "features/frameworks/actions.h"
#include "features/terms/actions.h"

namespace alianza::demo {
namespace {

struct Text {
  const char* kind;
  int day;  // from today
  const char* title_es;
  const char* title_en;
  const char* summary_es;
  const char* summary_en;
  const char* body_es;
  const char* body_en;
};

constexpr Text texts[] = {
    {"communique", -285, "Se constituyó la Alianza de muestra", "The Sample alliance was constituted",
     "Las primeras organizaciones acordaron trabajar juntas (inventado).",
     "The first organisations agreed to work together (invented).",
     "Las organizaciones que asistieron a la primera plenaria **acordaron trabajar juntas**.\n\n- Se reunirán cada mes.\n- Sus "
     "comités publicarán lo que deciden.\n",
     "The organisations that came to the first plenary **agreed to work together**.\n\n- They will meet every month.\n- Their "
     "committees will publish what they decide.\n"},
    {"bulletin", -90, "Boletín 1: los comités eligen", "Bulletin 1: the committees choose",
     "Qué proyectos eligieron y cómo (inventado).", "Which projects they chose, and how (invented).",
     "## Cómo eligieron\n\nCada comité usó el mecanismo que acordó.\n\n## Qué sigue\n\nLas fichas de proyecto se revisan en las "
     "próximas sesiones.\n",
     "## How they chose\n\nEach committee used the mechanism it had agreed.\n\n## What follows\n\nThe project sheets are "
     "reviewed "
     "in the next sessions.\n"}};

bulletins::Input input(const Text& text) {
  bulletins::Input i;
  i.kind = text.kind;
  i.title_es = text.title_es;
  i.title_en = text.title_en;
  i.summary_es = text.summary_es;
  i.summary_en = text.summary_en;
  i.body_es = text.body_es;
  i.body_en = text.body_en;
  return i;
}

Done make_bulletins(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto zone = Zone::parse(world.alliance.zone).value_or(Zone());
  for (const auto& text : texts)
    TRY(bulletins::load(tx, act, world.alliance.id, input(text), zone.instant_of({world.day(text.day), 10 * 60})));
  auto waiting = input(texts[1]);
  waiting.title_es = "Boletín 2: avance de los proyectos";
  waiting.title_en = "Bulletin 2: progress of the projects";
  waiting.publish_on = world.day(3).text();
  const auto id = TRY(bulletins::write(tx, act, world.alliance.id, waiting));
  return bulletins::submit(tx, act, world.alliance.id, id);
}

Done make_terms(db::Tx& tx, const feature::Act& act, const World& world) {
  terms::Input sme;
  sme.name_es = "PyME";
  sme.name_en = "SME";
  sme.definition_es = "Empresa de hasta cien personas (inventado).";
  sme.definition_en = "A firm of up to a hundred people (invented).";
  sme.source_es = "Reglas de la Alianza de muestra (inventadas)";
  sme.source_en = "Rules of the Sample alliance (invented)";
  sme.place = "size";
  const auto term = TRY(terms::define(tx, act, world.alliance.id, sme));
  sme.definition_es = "Empresa de hasta 250 personas (inventado).";
  sme.definition_en = "A firm of up to 250 people (invented).";
  sme.agreed_on = world.day(-120).text();
  sme.agreed_in = "Segunda plenaria";
  sme.version = "1";
  TRY(terms::redefine(tx, act, world.alliance.id, term.id, sme));
  terms::Input interest;
  interest.name_es = "ODS de interés";
  interest.name_en = "SDG of interest";
  interest.definition_es =
      "Un objetivo en el que la organización quiere participar con otras, aunque aún no actúe en él (inventado).";
  interest.definition_en =
      "A goal in which the organisation wants to take part with others, though it does not act on it yet (invented).";
  interest.source_es = sme.source_es;
  interest.source_en = sme.source_en;
  interest.place = "sdg_interest";
  TRY(terms::define(tx, act, world.alliance.id, interest));
  return {};
}

struct Story {
  std::size_t member;  // which of the first organisations tells it
  const char* goals;
  const char* sector;
  const char* confidentiality;
  const char* title_es;
  const char* title_en;
  const char* problem;
  const char* done;
  const char* result;
  const char* value;
  const char* qualifier;
  const char* noun_es;
  const char* noun_en;
  const char* lessons;
};

constexpr Story stories[] = {
    {0, "7,12", "31-33", "everyone", "Calor que se perdía, agua caliente para la comunidad (muestra)",
     "Waste heat, hot water for the community (sample)", "La planta tiraba el calor de sus hornos (inventado).",
     "Se instaló un intercambiador y una red corta de agua caliente.",
     "Las viviendas vecinas dejaron de comprar gas para bañarse.", "320", "approx", "viviendas", "dwellings",
     "Conviene acordar el mantenimiento antes de instalar."},
    {1, "4,8", "61", "everyone", "Formación dual en talleres de proveedores (muestra)",
     "Dual training in suppliers' workshops (sample)", "Los proveedores pequeños no encontraban personal técnico (inventado).",
     "Estudiantes alternan semanas de escuela y de taller.",
     "Casi todas las personas formadas siguen en los talleres un año después.", "140", "more_than", "personas formadas",
     "people trained", "La escuela debe participar en el diseño desde el principio."},
    {2, "10", "43", "members", "Compras a cooperativas (muestra)", "Buying from cooperatives (sample)",
     "Las cooperativas no cumplían los plazos de pago (inventado).", "Pago a quince días y un anticipo.",
     "Entraron cooperativas nuevas al padrón de proveedores.", "", "exact", "", "", ""}};

experiences::Input input(const Story& story, const World& world) {
  experiences::Input i;
  i.organization = world.active[story.member].id.text();
  std::string_view rest = story.goals;
  while (!rest.empty()) {
    const auto end = std::min(rest.find(','), rest.size());
    i.sdgs.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  i.sector = story.sector;
  i.confidentiality = story.confidentiality;
  i.title_es = story.title_es;
  i.title_en = story.title_en;
  i.problem_es = story.problem;
  i.done_es = story.done;
  i.result_es = story.result;
  i.value = story.value;
  i.qualifier = story.qualifier;
  i.noun_es = story.noun_es;
  i.noun_en = story.noun_en;
  i.source = *story.value == '\0' ? "" : "Informe de la empresa (inventado)";
  i.lessons_es = story.lessons;
  if (!world.committees.empty()) i.committee = world.committees[story.member % world.committees.size()].id.text();
  return i;
}

/// Two are published; the last one waits for the secretariat.
Done make_experiences(db::Tx& tx, const feature::Act& act, const World& world) {
  for (const auto& story : stories) {
    if (story.member >= world.active.size()) continue;
    const auto id = TRY(experiences::propose(tx, act, world.alliance.id, input(story, world)));
    if (std::string_view(story.confidentiality) == "everyone") TRY(experiences::publish(tx, act, world.alliance.id, id));
  }
  return {};
}

/// Six organisations enrol; four answer both times, one only before, one never.
Done make_course(db::Tx& tx, const feature::Act& act, const World& world) {
  const auto alliance = world.alliance.id;
  const auto id = TRY(
      courses::plan(tx, act, alliance,
                    {"Medir lo que cambia (muestra)", "Measuring what changes (sample)",
                     "Indicadores y evidencias para proyectos (inventado).", "Indicators and evidence for projects (invented).",
                     "Sabemos escribir un indicador\nSabemos juntar su evidencia\nUsamos lo que medimos", ""}));
  std::vector<courses::LessonId> lessons;
  for (const auto& [day, topic] : {std::pair{-60, "Indicadores"}, {-53, "Línea base y metas"}})
    lessons.push_back(TRY(courses::add_lesson(tx, act, alliance, id, {world.working_day(day).text(), topic, "En línea"})));
  const auto count = std::min<std::size_t>(6, world.active.size());
  for (std::size_t i = 0; i < count; ++i) {
    const auto who = world.active[i].id.text();
    TRY(courses::enrol(tx, act, alliance, id, who));
    TRY(courses::attend(tx, act, alliance, id, lessons.front(), who, "2"));
    if (i % 2 == 0) TRY(courses::attend(tx, act, alliance, id, lessons.back(), who, "1"));
    const auto low = std::to_string(1 + i % 3);
    const auto high = std::to_string(3 + i % 3);
    if (i < 5) TRY(courses::assess(tx, act, alliance, id, who, "before", {low, "2", low}));
    if (i < 4) TRY(courses::assess(tx, act, alliance, id, who, "after", {high, "3", high}));
  }
  return {};
}

}  // namespace

Done make_knowledge(db::Tx& tx, const World& world) {
  const auto act = feature::Act::system("Secretariado (muestra)");
  TRY(make_bulletins(tx, act, world));
  TRY(make_experiences(tx, act, world));
  TRY(make_course(tx, act, world));
  for (const auto* code : {"sdg", "procid"}) TRY(frameworks::add(tx, act, world.alliance.id, code));
  return make_terms(tx, act, world);
}

}  // namespace alianza::demo
