#include "features/alliances/alliances.h"

#include <algorithm>

#include "features/agencies/agencies.h"
#include "platform/base/typed.h"

namespace alianza::alliances {
namespace {
constexpr std::array<std::string_view, 4> stage_codes{"approach", "priorities", "structuring", "implementation"};
constexpr std::array<std::string_view, 3> nature_codes{"real", "reconstruction", "synthetic"};
}  // namespace

std::string_view code(Stage stage) { return stage_codes.at(static_cast<std::size_t>(number(stage) - 1)); }

std::optional<Stage> stage_from(std::string_view code) {
  const auto* found = std::find(stage_codes.begin(), stage_codes.end(), code);
  return found == stage_codes.end() ? std::nullopt : std::optional(static_cast<Stage>(found - stage_codes.begin() + 1));
}

Message label(Stage stage) {
  switch (stage) {
    case Stage::approach: return _("Acercamiento y diálogo");
    case Stage::priorities: return _("Identificación de prioridades");
    case Stage::structuring: return _("Estructuración de proyectos");
    case Stage::implementation: return _("Implementación de proyectos");
  }
  return {};
}

std::optional<Stage> next(Stage stage) {
  if (stage == Stage::implementation) return std::nullopt;
  return static_cast<Stage>(number(stage) + 1);
}

std::string_view code(Nature nature) { return nature_codes.at(static_cast<std::size_t>(nature)); }

std::optional<Nature> nature_from(std::string_view code) {
  const auto* found = std::find(nature_codes.begin(), nature_codes.end(), code);
  return found == nature_codes.end() ? std::nullopt : std::optional(static_cast<Nature>(found - nature_codes.begin()));
}

std::optional<int> StageClock::actual_days(Date today) const {
  if (!entered) return std::nullopt;
  return left.value_or(std::max(today, *entered)) - *entered;
}

std::optional<int> StageClock::days_over_target(Date today) const {
  const auto actual = actual_days(today);
  if (!actual || !target_days) return std::nullopt;
  return *actual - *target_days;
}

namespace {

struct Default {
  Stage stage;
  const char* es;
  const char* en;
  Advice advice;
};

const std::vector<Default>& defaults() {
  static const std::vector<Default> all{
      {Stage::approach,
       "Se envió la invitación a las organizaciones",
       "The invitation was sent to the organisations",
       {_("Prepare una campaña, elija a quién invitar y envíe las cartas."), "campaigns", "condition_invited"}},
      {Stage::approach,
       "Se celebró la plenaria de lanzamiento",
       "The launch plenary was held",
       {_("Convóquela como plenaria, registre quién asistió y dela por celebrada."), "meetings", "condition_launched"}},
      {Stage::approach,
       "Se acordó cómo identificar las prioridades",
       "How to identify priorities was agreed",
       {_("Regístrelo como acuerdo en la minuta de la plenaria."), "meetings"}},
      {Stage::priorities,
       "Se consultó a las organizaciones y se conoce la tasa de respuesta",
       "Organisations were polled and the response rate is known",
       {_("Agregue los resultados de la consulta como documento."), "documents"}},
      {Stage::priorities,
       "Los resultados se discutieron en plenaria",
       "The results were discussed in plenary",
       {_("Convoque la plenaria y anote la discusión en su minuta."), "meetings"}},
      {Stage::priorities,
       "Hay consenso sobre los comités",
       "There is consensus on the committees",
       {_("Regístrelo como acuerdo en la minuta de la plenaria."), "meetings"}},
      {Stage::structuring,
       "Cada comité está instalado con presidencia y secretaría",
       "Each committee is installed with president and secretary",
       {_("Cree cada comité y nombre a su presidencia y su secretaría."), "committees"}},
      {Stage::structuring,
       "Los criterios de proyecto están acordados",
       "The project criteria are agreed",
       {_("Regístrelos como acuerdo en la minuta de una sesión."), "meetings"}},
      {Stage::structuring,
       "Los proyectos elegidos están completamente estructurados",
       "The chosen projects are completely structured",
       {_("Agregue la ficha de cada proyecto como documento."), "documents"}},
      {Stage::structuring,
       "Hay plan de implementación con fechas y responsables",
       "There is an implementation plan with dates and owners",
       {_("Agregue el plan como documento."), "documents"}},
      {Stage::implementation,
       "Los resultados están medidos y publicados",
       "The results are measured and published",
       {_("Publíquelos en un comunicado."), "bulletins"}},
      {Stage::implementation,
       "El aprendizaje está sistematizado",
       "What was learnt is systematised",
       {_("Cuéntelo en una experiencia, con su problema, lo que se hizo y el resultado."), "experiences"}}};
  return all;
}

}  // namespace

std::vector<std::pair<Stage, LocalizedText>> default_conditions() {
  std::vector<std::pair<Stage, LocalizedText>> out;
  for (const auto& d : defaults()) out.emplace_back(d.stage, LocalizedText{d.es, d.en, Lang::es});
  return out;
}

std::optional<Advice> advice(const Condition& condition) {
  for (const auto& d : defaults())
    if (d.stage == condition.stage && condition.text.es == d.es) return d.advice;
  return std::nullopt;
}

Progress progress(const std::vector<Condition>& conditions, Stage stage) {
  Progress p;
  for (const auto& c : conditions) {
    if (c.stage != stage) continue;
    ++p.total;
    if (c.met_on) ++p.met;
  }
  return p;
}

std::optional<Error> refuses_move(Stage from, Stage to, const std::vector<Condition>& conditions, std::string_view reason) {
  if (to == from) return Error::invalid(_("El ciclo ya está en esa etapa."));
  if (number(to) < number(from)) {
    if (trim(reason).empty())
      return Error::field("reason", _("Para volver a una etapa anterior escriba el motivo: quedará en la historia del ciclo."));
    return std::nullopt;
  }
  if (number(to) != number(from) + 1) return Error::invalid(_("Las etapas se abren una a una: falta cumplir las de en medio."));
  const auto p = progress(conditions, from);
  if (p.met < p.total)
    return Error::invalid(
        N_("Falta {1} condición de la etapa actual.", "Faltan {1} condiciones de la etapa actual.", p.total - p.met)
            .arg(p.total - p.met));
  return std::nullopt;
}

Result<Draft> parse(const Input& input) {
  Draft draft;
  auto& a = draft.alliance;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "slug", agencies::parse_slug(input.slug), a.slug);
  take(error, "name_es", parse_text(input.name_es, 160), a.name.es);
  take(error, "name_en", parse_text(input.name_en, 160), a.name.en);
  take(error, "summary_es", parse_text(input.summary_es, 1000, Lines::many), a.summary.es);
  take(error, "summary_en", parse_text(input.summary_en, 1000, Lines::many), a.summary.en);
  if (trim(input.name_es).empty()) error.fields.push_back({"name_es", _("Escriba el nombre de la alianza.")});
  if (const auto nature = nature_from(input.nature))
    a.nature = *nature;
  else
    error.fields.push_back({"nature", _("Elija de qué son los datos.")});
  a.zone = trim(input.zone);
  if (!Zone::parse(a.zone))
    error.fields.push_back({"zone", _("Elija una zona horaria de la lista, por ejemplo America/Mexico_City.")});
  if (const auto day = Date::parse(trim(input.starts_on)))
    draft.starts_on = *day;
  else
    error.fields.push_back({"starts_on", _("Escriba una fecha como 2026-03-31.")});
  a.is_public = !input.is_public.empty();
  if (!error.fields.empty()) return fail(std::move(error));
  return draft;
}

}  // namespace alianza::alliances
