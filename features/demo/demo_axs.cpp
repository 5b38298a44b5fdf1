// AxS 2016–2018: the agency, the alliance with its stages, the organisations and the committees, as far as the source states
// them.
#include "features/demo/demo_axs.h"

#include <boost/json.hpp>

#include "features/agencies/actions.h"
#include "features/committees/actions.h"
#include "features/demo/demo.h"
#include "features/demo/words.h"
#include "features/frameworks/actions.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"

namespace alianza::demo {
namespace {

namespace json = boost::json;
using alliances::Stage;
using membership::OrganizationId;

constexpr std::string_view installation = "2016-10-31";  // E-19, its first day

const json::value& at(const json::value& row, std::string_view key) { return row.as_object().at(key); }

LocalizedText source_of(const json::value& source) {
  auto chapter = localized(source, "chapter");
  const auto mark = " (" + text(source, "fact") + ")";
  return {chapter.es + mark, chapter.en + mark, Lang::es};
}

Result<agencies::Agency> load_agency(db::Tx& tx, const feature::Act& act) {
  const auto& row = document("axs/agency");
  const auto name = localized(row, "name");
  const agencies::Colours colours;
  agencies::Input input;
  input.slug = text(row, "slug");
  input.name_es = name.es + " (reconstrucción no oficial)";
  input.name_en = name.en + " (unofficial reconstruction)";
  input.short_name = text(row, "short_name") + " (no oficial)";
  input.country = text(row, "country");
  input.zone = Zone().name();
  input.brand = colours.brand, input.deep = colours.deep, input.soft = colours.soft;
  const auto agency = TRY(agencies::create(tx, act, input));
  int ordinal = 0;
  for (const auto& unit : at(row, "units").as_array())
    agencies::add_unit(tx, agency.id, ++ordinal, {localized(unit, "name"), localized(unit, "manages")},
                       source_of(at(unit, "source")).es);
  return agency;
}

/// The seal without its first words, which the page shows as a tag.
LocalizedText seal_of(const json::value& row) {
  auto seal = localized(row, "seal");
  for (auto* sentence : {&seal.es, &seal.en})
    if (const auto end = sentence->find(". "); end != std::string::npos) sentence->erase(0, end + 2);
  return seal;
}

Result<alliances::Alliance> load_alliance(db::Tx& tx, const feature::Act& act, const agencies::Agency& agency) {
  const auto& row = document("axs/alliance");
  alliances::Draft draft;
  auto& a = draft.alliance;
  a.slug = text(row, "slug");
  a.name = localized(row, "name");
  a.summary = localized(row, "summary");
  a.nature = alliances::Nature::reconstruction;
  a.seal = seal_of(row);
  a.zone = agency.zone;
  a.is_public = true;
  draft.starts_on = Date::parse(text(at(row, "period"), "from")).value();
  return alliances::create(tx, act, agency.id, draft);
}

/// A condition of a stage that the source shows met. `on` is the first day on which the source proves it.
struct Met {
  Stage stage;
  int ordinal;
  const char* on;
  const char* evidence;
};
constexpr Met met[] = {
    {Stage::approach, 1, "2016-05-19", "Se envió a principios de mayo de 2016; la fuente no da el día (E-13)."},
    {Stage::approach, 2, "2016-05-19", "Lanzamiento y primera reunión (E-14)."},
    {Stage::approach, 3, "2016-07-06", "La segunda reunión acuerda una encuesta; la fecha es la del comunicado (E-15)."},
    {Stage::priorities, 1, "2016-08-31",
     "Encuesta electrónica de agosto de 2016: respondió el 61 %; la fuente no da el día (E-17)."},
    {Stage::priorities, 2, installation.data(), "Cuarta reunión, sin fecha en la fuente; va antes de la instalación (E-18)."},
    {Stage::priorities, 3, installation.data(), "Consenso de la cuarta reunión, sin fecha en la fuente (E-18)."},
    {Stage::structuring, 1, "2016-11-04", "Instalación de los comités, con presidencia y secretaría (E-19)."},
    {Stage::structuring, 2, "2017-06-07", "La sesión transversal comparte los criterios (E-22)."},
};

Done meet(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance, Stage stage) {
  std::vector<alliances::Condition> of_stage;
  for (auto& condition : alliances::stage_book(tx, alliance.cycle).conditions)
    if (condition.stage == stage) of_stage.push_back(std::move(condition));
  for (const auto& m : met)
    if (m.stage == stage)
      TRY(alliances::meet_condition(tx, act, alliance.id, of_stage.at(static_cast<std::size_t>(m.ordinal - 1)).id, m.on,
                                    m.evidence));
  return {};
}

/// The cycle as it stood in March 2018: in the third stage, with two of its conditions met.
Done load_stages(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance) {
  const auto move = [&](Stage to, std::string_view on, const char* why) {
    return alliances::move_stage(tx, act, alliance.id, {std::string(alliances::code(to)), std::string(on), why});
  };
  TRY(meet(tx, act, alliance, Stage::approach));
  TRY(move(Stage::priorities, "2016-08-01", "La encuesta es de agosto de 2016; la fuente no da el día (E-17)."));
  TRY(meet(tx, act, alliance, Stage::priorities));
  TRY(move(Stage::structuring, installation, "Empieza la instalación de los comités (E-19)."));
  return meet(tx, act, alliance, Stage::structuring);
}

using OrganizationsByName = std::map<std::string, OrganizationId, std::less<>>;

Result<OrganizationsByName> load_organizations(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance) {
  const auto since = Date::parse(installation).value();
  const auto standing = membership::standing(tx, act.actor, alliance.agency, alliance.id, since);
  OrganizationsByName out;
  for (const auto& row : document("axs/organizations").as_array()) {
    organizations::Profile profile;
    ENSURE(organizations::from_text(text(row, "type"), profile.type));
    profile.name = text(row, "name");
    profile.description = localized(row, "type_basis");
    profile.source = "Sistematización de la AxS, capítulo 2, lista de comités (1.5)";
    const auto added = organizations::add(tx, act, alliance.agency, profile, {}, since);
    membership::Change change{alliance.agency, alliance.id, added.id, membership::Status::active, since, {}};
    change.reason = "La fuente no da la fecha de ingreso; se usa el primer día de la instalación de los comités.";
    TRY(membership::change(tx, act, standing, change));
    out.emplace(profile.name, added.id);
  }
  return out;
}

committees::Committee committee(const json::value& row) {
  committees::Committee c;
  ENSURE(committees::from_text(text(row, "kind"), c.kind));
  if (!at(row, "sdg").is_null()) c.sdg = static_cast<int>(number(row, "sdg"));
  c.name = localized(row, "name");
  c.purpose = localized(row, "note");
  c.outcome = localized(row, "projects_text");
  c.source = source_of(at(row, "source"));
  if (at(row, "mechanism").is_null()) return c;
  using committees::Mechanism;
  static const std::map<std::string, Mechanism> mechanisms{{"a", Mechanism::online_survey},
                                                           {"b", Mechanism::in_person_vote},
                                                           {"c", Mechanism::prior_studies},
                                                           {"d", Mechanism::built_from_zero}};
  c.mechanism = mechanisms.at(text(at(row, "mechanism"), "key"));
  return c;
}

Result<CommitteesByKey> load_committees(db::Tx& tx, const feature::Act& act, const alliances::Alliance& alliance,
                                        const OrganizationsByName& organizations) {
  CommitteesByKey out;
  for (const auto& row : document("axs/committees").as_array()) {
    const auto founded = TRY(committees::found(tx, act, alliance.id, committee(row)));
    for (const auto& name : at(row, "organizations").as_array())
      TRY(committees::add_member(tx, act, founded, organizations.at(std::string(name.as_string())), std::nullopt));
    out.emplace(text(row, "key"), founded.id);
  }
  return out;
}

}  // namespace

Done load_axs(db::Tx& tx) {
  const auto act = feature::Act::system("demo");
  if (agencies::find_by_slug(tx, text(document("axs/agency"), "slug")))
    return fail(Error::conflict(_("La Alianza por la Sostenibilidad ya está cargada.")));
  const auto agency = TRY(load_agency(tx, act));
  const auto alliance = TRY(load_alliance(tx, act, agency));
  TRY(load_stages(tx, act, alliance));
  TRY(load_axs_terms(tx, act, alliance));
  for (const auto* code : {"sdg", "procid"}) TRY(frameworks::add(tx, act, alliance.id, code));
  const auto organizations = TRY(load_organizations(tx, act, alliance));
  const auto committees = TRY(load_committees(tx, act, alliance, organizations));
  const auto meetings = TRY(load_axs_meetings(tx, act, alliance, committees));
  return load_axs_portal(tx, act, alliance, meetings);
}

}  // namespace alianza::demo
