// JSON of priorities, initiatives and the convergence map, on the same actions as the pages.
#include "features/priorities/api.h"

#include "features/priorities/actions.h"
#include "features/priorities/solver.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"

namespace alianza::priorities {
namespace {

using feature::demand;
using feature::Intake;
using feature::Shape;
using http::Request;
using http::Response;

const Shape<Priority> priority_json{"Priority",
                                    {{"id", &Priority::id},
                                     {"framework", &Priority::framework},
                                     {"edition", &Priority::edition},
                                     {"code", &Priority::code, _("Del elemento en su marco")},
                                     {"title", &Priority::title},
                                     {"goals", [](const Priority& p) { return p.goals.list(); }, _("ODS a los que sirve")},
                                     {"weight", &Priority::weight, _("De 1 (de contexto) a 5 (central)")},
                                     {"reason", &Priority::reason},
                                     {"source", &Priority::source},
                                     {"since", &Priority::since},
                                     {"until", &Priority::until, _("Vacío: vigente")},
                                     {"end_reason", &Priority::end_reason},
                                     {"replaced_by", feature::or_null(&Priority::replaced_by), _("La que quedó en su lugar")}}};
const Shape<Initiative> initiative_json{
    "Initiative",
    {{"id", &Initiative::id},
     {"title", &Initiative::title},
     {"organization", feature::or_null(&Initiative::organization), _("Vacío: la institución, o alguien de fuera")},
     {"goals", [](const Initiative& i) { return i.goals.list(); }},
     {"state", &Initiative::state},
     {"source", &Initiative::source},
     {"version", &Initiative::version}}};
const Shape<Book> priorities_json{"Priorities",
                                  {{"priorities", [](const Book& b) -> const auto& { return b.priorities; }, priority_json}}};
const Shape<Book> initiatives_json{
    "Initiatives", {{"initiatives", [](const Book& b) -> const auto& { return b.initiatives; }, initiative_json}}};

const Shape<Wanting> wanting_json{
    "ConvergenceOrganization",
    {{"organization", &Wanting::organization},
     {"sources", [](const Wanting& w) { return std::vector<Source>(w.sources.begin(), w.sources.end()); }, _("Cómo se sabe")}}};
const Shape<KindOffered> offered_json{"ConvergenceOffer",
                                      {{"kind", &KindOffered::kind}, {"organizations", &KindOffered::organizations}}};
const Shape<Theme> theme_json{"ConvergenceTheme",
                              {{"theme", &Theme::code, _("Un ODS (4) o una meta (4.7)")},
                               {"goal", &Theme::goal},
                               {"weight", [](const Theme& t) { return t.weight > 0 ? std::optional(t.weight) : std::nullopt; },
                                _("Vacío: no es prioridad")},
                               {"organizations", &Theme::count, _("Que lo quieren, cada una una vez")},
                               {"status", &Theme::status},
                               {"priorities", &Theme::priorities},
                               {"committees", &Theme::committees, _("Que ya existen con ese ODS")},
                               {"initiatives", &Theme::initiatives, _("Registradas con ese ODS")},
                               {"under_way", &Theme::under_way, _("De ellas, previstas o en marcha")},
                               {"duplication", &Theme::warns, _("Alguien lo quiere y ya existe algo")}}};
const Shape<SeenTheme> seen_theme_json{"ConvergenceThemeBook",
                                       theme_json,
                                       [](const SeenTheme& s) -> const auto& { return s.theme; },
                                       {{"wanting", [](const SeenTheme& s) -> const auto& { return s.theme.wanting; },
                                         wanting_json, _("Las que pueden nombrarse a quien pregunta")},
                                        {"offered", [](const SeenTheme& s) -> const auto& { return s.theme.offered; },
                                         offered_json, _("Qué ofrecen, por clase; solo para la institución")}}};
const Shape<Map> map_json{"ConvergenceMap",
                          {{"least", [](const Map& m) { return m.rule.least; }, _("Organizaciones que hacen falta")},
                           {"survey", [](const Map& m) { return m.rule.survey ? std::optional(m.rule.survey) : std::nullopt; },
                            _("La encuesta que cuenta")},
                           {"active_organizations", [](const Map& m) { return m.material.active; }},
                           {"themes", [](const Map& m) -> const auto& { return m.themes; }, theme_json}}};
const Shape<committees::Committee> founded_json{"FoundedCommittee", {{"id", &committees::Committee::id}}};

const Intake<PriorityInput> priority_body{
    "PriorityInput",
    {{"edition", &PriorityInput::edition, feature::text().required(), _("Marco y edición: sdg/2017")},
     {"code", &PriorityInput::code, feature::text().required()},
     {"goals", &PriorityInput::goals, feature::list_of(feature::integer()), _("Solo de otros marcos")},
     {"weight", &PriorityInput::weight, feature::integer()},
     {"reason", &PriorityInput::reason, feature::text().required()},
     {"source", &PriorityInput::source, feature::text().required()},
     {"since", &PriorityInput::since, feature::date().required()}}};
const Intake<PriorityInput> change_body{
    "PriorityChangeInput",
    {{"goals", &PriorityInput::goals, feature::list_of(feature::integer()), _("Solo de otros marcos")},
     {"weight", &PriorityInput::weight, feature::integer()},
     {"reason", &PriorityInput::reason, feature::text().required()},
     {"source", &PriorityInput::source, feature::text().required()},
     {"since", &PriorityInput::since, feature::date().required(), _("Desde cuándo rige el cambio")}}};
struct Ended {
  std::string until;
  std::string reason;
};
const Intake<Ended> ending_body{
    "PriorityEndingInput",
    {{"until", &Ended::until, feature::date().required()}, {"reason", &Ended::reason, feature::text().required()}}};
const Intake<InitiativeInput> initiative_body{
    "InitiativeInput",
    {{"title", &InitiativeInput::title, feature::text().required()},
     {"organization", &InitiativeInput::organization, feature::id()},
     {"goals", &InitiativeInput::goals, feature::list_of(feature::integer()).required()},
     {"state", &InitiativeInput::state, feature::one_of<InitiativeState>()},
     {"source", &InitiativeInput::source, feature::text().required()},
     {"version", &InitiativeInput::version, feature::integer(), _("La que se leyó antes de cambiar")}}};
const Intake<RuleInput> rule_body{
    "ConvergenceRuleInput",
    {{"survey", &RuleInput::survey, feature::id()}, {"least", &RuleInput::least, feature::integer().required()}}};
const Intake<FoundingInput> founding_body{
    "ThemeCommitteeInput",
    {{"name.es", &FoundingInput::name_es, feature::text().required()},
     {"name.en", &FoundingInput::name_en, feature::text()},
     {"purpose.es", &FoundingInput::purpose_es, feature::text()},
     {"purpose.en", &FoundingInput::purpose_en, feature::text()},
     {"admission", &FoundingInput::admission, feature::one_of<committees::Admission>()},
     {"founded_on", &FoundingInput::founded_on, feature::date()},
     {"agreement", &FoundingInput::agreement, feature::id(), _("O un consenso, o sus palabras con fecha y fuente")},
     {"consensus", &FoundingInput::consensus, feature::id(), _("El de un libro de resultados que nombra el ODS")},
     {"record.text", &FoundingInput::record_text, feature::text()},
     {"record.on", &FoundingInput::record_on, feature::date()},
     {"record.source", &FoundingInput::record_source, feature::text()},
     feature::flag("confirm", &FoundingInput::confirm, "1")}};

const Shape<ProposedCommittee> proposed_json{
    "ProposedCommittee",
    {{"goal", &ProposedCommittee::goal},
     {"weight", &ProposedCommittee::weight},
     {"wanting", &ProposedCommittee::wanting, _("Organizaciones que quieren el ODS")},
     {"organizations", &ProposedCommittee::members, _("Las que quedan en él; uno de varios repartos posibles")},
     {"only_here", &ProposedCommittee::only_here, _("De ellas, las que no están en otro")}}};
const Shape<LeftOutGoal> left_out_json{"LeftOutGoal",
                                       {{"goal", &LeftOutGoal::goal},
                                        {"wanting", &LeftOutGoal::wanting},
                                        {"unplaced", &LeftOutGoal::unplaced, _("De ellas, sin comité")},
                                        {"why", &LeftOutGoal::why}}};
const Shape<Scenario> scenario_json{"ConvergenceScenario",
                                    {{"placed", &Scenario::placed, _("Organizaciones con comité")},
                                     {"wanting", &Scenario::wanting, _("Organizaciones que quieren algún tema convergente")},
                                     {"proven", &Scenario::is_proven, _("Ninguna otra elección coloca a más")},
                                     {"committees", [](const Scenario& s) -> const auto& { return s.committees; }, proposed_json},
                                     {"left_out", [](const Scenario& s) -> const auto& { return s.left_out; }, left_out_json},
                                     {"unplaced", &Scenario::unplaced}}};

AllianceId alliance_of(const Request& request) { return demand(request.id<AllianceId>("alliance")); }

Response get_priorities(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  return http::json_response(
      priorities_json(demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), id); }))));
}
Response get_initiatives(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  return http::json_response(
      initiatives_json(demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), id); }))));
}

/// Every write answers with what stands then.
template <class Table, class Perform>
Response answer_book(feature::Site& site, Request& request, int status, const Table& table, Perform&& perform) {
  const auto id = alliance_of(request);
  auto act = feature::act(request);
  act.key->answer(status, request.path);
  return http::json_response(table(demand(site.db.write([&](db::Tx& tx) -> Result<Book> {
                               TRY(perform(tx, act, id));
                               return book(tx, act.actor, id);
                             }))),
                             status);
}

Response post_priority(feature::Site& site, Request& request) {
  const auto body = demand(priority_body.read(request));
  return answer_book(site, request, 201, priorities_json,
                     [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return add(tx, act, id, body); });
}
Response put_priority(feature::Site& site, Request& request) {
  const auto priority = demand(request.id<PriorityId>("priority"));
  const auto body = demand(change_body.read(request));
  return answer_book(site, request, 200, priorities_json,
                     [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return change(tx, act, id, priority, body); });
}
Response post_ending(feature::Site& site, Request& request) {
  const auto priority = demand(request.id<PriorityId>("priority"));
  const auto body = demand(ending_body.read(request));
  return answer_book(site, request, 201, priorities_json, [&](db::Tx& tx, const feature::Act& act, AllianceId id) {
    return put_away(tx, act, id, priority, body.until, body.reason);
  });
}
Response post_initiative(feature::Site& site, Request& request) {
  const auto body = demand(initiative_body.read(request));
  return answer_book(site, request, 201, initiatives_json,
                     [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return add(tx, act, id, body); });
}
Response put_initiative(feature::Site& site, Request& request) {
  const auto initiative = demand(request.id<InitiativeId>("initiative"));
  const auto body = demand(initiative_body.read(request));
  return answer_book(site, request, 200, initiatives_json,
                     [&](db::Tx& tx, const feature::Act& act, AllianceId id) { return edit(tx, act, id, initiative, body); });
}

Result<std::optional<int>> least_of(const Request& request) {
  if (!request.query.has("least")) return std::nullopt;
  const auto least = parse_least(request.query.get("least"));
  if (!least) return fail(Error::field("least", _("Escriba de 1 a 99 organizaciones.")));
  return least;
}

Response get_map(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  const auto least = demand(least_of(request));
  return http::json_response(
      map_json(demand(site.db.read([&](db::Tx& tx) { return map(tx, auth::actor_of(request), id, least); }))));
}
Response put_rule(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  const auto body = demand(rule_body.read(request));
  auto act = feature::act(request);
  act.key->answer(200, request.path);
  return http::json_response(map_json(demand(site.db.write([&](db::Tx& tx) -> Result<Map> {
    TRY(set_rule(tx, act, id, body));
    return map(tx, act.actor, id, {});
  }))));
}
Response get_theme(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  const auto least = demand(least_of(request));
  return http::json_response(seen_theme_json(demand(
      site.db.read([&](db::Tx& tx) { return see_theme(tx, auth::actor_of(request), id, request.param("theme"), least); }))));
}
Response post_committee(feature::Site& site, Request& request) {
  const auto id = alliance_of(request);
  const auto body = demand(founding_body.read(request));
  auto act = feature::act(request);
  act.key->answer(201, request.path);
  return http::json_response(
      founded_json(demand(site.db.write([&](db::Tx& tx) { return found(tx, act, id, request.param("theme"), body); }))), 201);
}

Response get_scenario(feature::Site& site, Request& request) {
  ScenarioInput input;
  const auto take = [&](const char* name, std::string& into) {
    if (request.query.has(name)) into = request.query.get(name);
  };
  take("themes", input.themes);
  take("least_members", input.least_members);
  take("most_members", input.most_members);
  take("most_committees", input.most_committees);
  const auto id = alliance_of(request);
  // The solver runs after the reading of the database, not inside it.
  const auto wanted = demand(site.db.read([&](db::Tx& tx) { return scenario_demand(tx, auth::actor_of(request), id); }));
  return http::json_response(scenario_json(demand(solve(wanted, demand(parse(input))))));
}

}  // namespace

void add_api(feature::Site& site) {
  const feature::Api priorities(site, "priorities", auth::scope("priorities"), "/api/v1/alliances/{alliance}/priorities");
  priorities.get("", get_priorities, {_("Las prioridades de la institución, vigentes y anteriores"), {}, priorities_json});
  priorities.post("", post_priority, {_("Registra una prioridad"), priority_body, priorities_json});
  priorities.put("/{priority}", put_priority, {_("Cambia una prioridad desde un día"), change_body, priorities_json});
  priorities.post("/{priority}/ending", post_ending, {_("Quita una prioridad, con su motivo"), ending_body, priorities_json});
  const feature::Api initiatives(site, "priorities", auth::scope("priorities"), "/api/v1/alliances/{alliance}/initiatives");
  initiatives.get("", get_initiatives, {_("Lo que ya está en marcha"), {}, initiatives_json});
  initiatives.post("", post_initiative, {_("Registra una iniciativa"), initiative_body, initiatives_json});
  initiatives.put("/{initiative}", put_initiative, {_("Cambia una iniciativa"), initiative_body, initiatives_json});
  const feature::Api map(site, "priorities", auth::scope("priorities"), "/api/v1/alliances/{alliance}/convergence");
  const std::vector<http::ApiParameter> least{{"least", _("Organizaciones que hacen falta; sin él, las de la regla")}};
  map.get("", get_map, {_("El mapa de convergencia"), {}, map_json, least});
  map.put("/rule", put_rule, {_("Fija la encuesta que cuenta y cuántas organizaciones hacen falta"), rule_body, map_json});
  map.get("/scenario", get_scenario,
          {_("Los temas convergentes que dan comité a más organizaciones, dentro de límites"),
           {},
           scenario_json,
           {{"themes", _("Comités a lo más: 5")},
            {"least_members", _("Organizaciones por comité, al menos: 3")},
            {"most_members", _("Organizaciones por comité, a lo más: 15")},
            {"most_committees", _("Comités por organización, a lo más: 2")}}});
  map.get("/{theme}", get_theme, {_("Un tema del mapa, con lo que hay detrás de cada cifra"), {}, seen_theme_json, least});
  map.post("/{theme}/committees", post_committee,
           {_("Crea un comité de un tema convergente, con el registro en que se apoya"), founding_body, founded_json});
}

}  // namespace alianza::priorities
