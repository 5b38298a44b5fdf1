#include "features/priorities/actions.h"

#include <algorithm>

#include "features/membership/actions.h"
#include "features/priorities/access.h"
#include "features/priorities/store.h"
#include "features/surveys/actions.h"
#include "platform/base/typed.h"

namespace alianza::priorities {
namespace {

feature::About about(const Priority& p) { return {p.agency.value(), p.alliance.value(), "priority", p.id.value()}; }
feature::About about(const Initiative& i) { return {i.agency.value(), i.alliance.value(), "initiative", i.id.value()}; }

Result<alliances::Seen> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  return seen;
}

/// The node that is meant, with its words; its goals and theme when it is one of the goals' own tree.
Result<Priority> node_of(db::Tx& tx, AgencyId agency, const PriorityInput& input) {
  const auto edition = parse_edition(trim(input.edition));
  if (!edition) return fail(Error::field("edition", _("Elija un marco de la lista.")));
  const auto nodes = frameworks::nodes(tx, {.agency = agency, .framework = edition->framework, .edition = edition->edition});
  if (nodes.empty()) return fail(Error::field("edition", _("Elija un marco de la lista.")));
  const auto code = trim(input.code);
  const auto found =
      std::find_if(nodes.begin(), nodes.end(), [&](const frameworks::Node& n) { return fold(n.code) == fold(code); });
  if (found == nodes.end()) return fail(Error::field("code", _("Ese marco no tiene un elemento con ese código.")));
  Priority p;
  p.agency = agency;
  p.framework = edition->framework;
  p.edition = edition->edition;
  p.code = found->code;
  p.title = found->title;
  if (const int goal = frameworks::goal_of(p.framework, p.code); goal > 0) {
    p.goals.add(goal);
    if (const auto theme = theme_of(p.code); theme.find('.') != std::string::npos) p.theme = theme;
  }
  return p;
}

/// The goals of a node of the goals' own tree are not typed.
Result<Goals> goals_of(const Priority& p, const PriorityTerms& terms) {
  if (p.framework == "sdg") return p.goals;
  if (terms.goals.empty()) return fail(Error::field("goals", _("Diga a qué ODS sirve: sin ellos no entra al mapa.")));
  return terms.goals;
}

void adopt(Priority& p, const PriorityTerms& terms) {
  p.weight = terms.weight;
  p.reason = terms.reason;
  p.source = terms.source;
  p.since = terms.since;
}

audit::Fields described(const Priority& p) {
  return std::move(audit::Fields()
                       .set("framework", p.framework)
                       .set("edition", p.edition)
                       .set("code", p.code)
                       .set("weight", p.weight)
                       .set("since", p.since)
                       .set("source", p.source));
}

Result<Priority> in_force(db::Tx& tx, AllianceId alliance, PriorityId id) {
  auto found = store::find(tx, alliance, id);
  if (!found) return fail(Error::not_found());
  if (found->until) return fail(Error::conflict(_("Esa prioridad ya había terminado; vea la lista de hoy.")));
  return std::move(*found);
}

Error not_before(const char* field, const Priority& p) {
  return Error::field(field, _("Escriba una fecha igual o posterior al {1}.").arg(p.since.text()));
}

/// Who gives an initiative takes part in the alliance: invited, active or suspended.
Done check_organization(db::Tx& tx, const alliances::Seen& seen, OrganizationId organization) {
  if (!organization) return {};
  for (const auto& row : membership::history(tx, seen.alliance.id, organization))
    if (!row.until && row.status != membership::Status::withdrawn) return {};
  return fail(Error::field("organization", _("Elija una organización de la alianza.")));
}

bool asks_for_goals(const surveys::Questionnaire& questionnaire) {
  const auto all = questionnaire.questions();
  return std::any_of(all.begin(), all.end(), [](const surveys::Question* q) { return q->kind == surveys::Kind::sdg; });
}

}  // namespace

Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Book b{TRY(alliances::see(tx, actor, alliance)), {}, {}, false};
  if (!may(Action::read, b.at.standing)) return fail(Error::not_found());
  b.priorities = store::of_alliance(tx, alliance);
  b.initiatives = store::initiatives(tx, alliance);
  std::stable_sort(b.initiatives.begin(), b.initiatives.end(),
                   [](const Initiative& x, const Initiative& y) { return fold(x.title) < fold(y.title); });
  b.may_keep = may(Action::keep, b.at.standing);
  return b;
}

Result<Priority> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const PriorityInput& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  const auto terms = TRY(parse(input, seen.today));
  auto p = TRY(node_of(tx, seen.alliance.agency, input));
  p.goals = TRY(goals_of(p, terms));
  for (const auto& other : store::of_alliance(tx, alliance))
    if (!other.until && other.framework == p.framework && other.edition == p.edition && other.code == p.code) {
      auto error = Error::field("code", _("Ese elemento ya es una prioridad: cámbiela en la lista."));
      error.fault = Fault::conflict;
      return fail(std::move(error));
    }
  p.id = PriorityId::make();
  p.alliance = alliance;
  adopt(p, terms);
  store::insert(tx, p, act.who().account);
  feature::record(tx, act, about(p), "priority.add", described(p));
  TRY(feature::remember(tx, act, p.id.text()));
  return p;
}

Result<Priority> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, PriorityId id, const PriorityInput& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  const auto before = TRY(in_force(tx, alliance, id));
  const auto terms = TRY(parse(input, seen.today));
  if (terms.since < before.since) return fail(not_before("since", before));
  auto p = before;
  p.goals = TRY(goals_of(before, terms));
  adopt(p, terms);
  p.id = PriorityId::make();
  if (!store::end(tx, id, {terms.since, {}, p.id}, act.who().account))
    return fail(Error::conflict(_("Esa prioridad ya había terminado; vea la lista de hoy.")));
  store::insert(tx, p, act.who().account);
  feature::record(tx, act, about(p), "priority.change", described(p).change("weight", before.weight, p.weight));
  TRY(feature::remember(tx, act, p.id.text()));
  return p;
}

Done put_away(db::Tx& tx, const feature::Act& act, AllianceId alliance, PriorityId id, std::string_view until,
              std::string_view reason) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  const auto p = TRY(in_force(tx, alliance, id));
  const auto day = TRY(parse_day("until", until));
  if (day < p.since) return fail(not_before("until", p));
  if (day > seen.today) return fail(Error::field("until", _("Escriba hoy o una fecha anterior.")));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba por qué deja de serlo.")));
  store::end(tx, id, {day, *why, {}}, act.who().account);
  feature::record(tx, act, about(p), "priority.put_away", audit::Fields().set("until", day).set("reason", *why));
  return feature::remember(tx, act, id.text());
}

Result<Initiative> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const InitiativeInput& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  auto i = TRY(parse(input));
  TRY(check_organization(tx, seen, i.organization));
  i.id = InitiativeId::make();
  i.agency = seen.alliance.agency;
  i.alliance = alliance;
  i.version = 1;
  store::insert(tx, i, act.who().account);
  feature::record(tx, act, about(i), "initiative.add",
                  audit::Fields().set("title", i.title).set("state", to_text(i.state)).set("source", i.source));
  TRY(feature::remember(tx, act, i.id.text()));
  return i;
}

Result<Initiative> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, InitiativeId id, const InitiativeInput& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  const auto before = store::find(tx, alliance, id);
  if (!before) return fail(Error::not_found());
  auto i = TRY(parse(input));
  if (i.organization != before->organization) TRY(check_organization(tx, seen, i.organization));
  i.id = id;
  i.agency = before->agency;
  i.alliance = alliance;
  if (!store::update(tx, i, act.who().account))
    return fail(Error::conflict(_("Alguien guardó esta iniciativa antes. Vuelva a abrirla y repita el cambio.")));
  feature::record(tx, act, about(i), "initiative.edit",
                  audit::Fields()
                      .change("title", before->title, i.title)
                      .change("state", to_text(before->state), to_text(i.state))
                      .change("source", before->source, i.source));
  TRY(feature::remember(tx, act, id.text()));
  ++i.version;
  return i;
}

Done set_rule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const RuleInput& input) {
  const auto seen = TRY(seen_to_keep(tx, act, alliance));
  const auto rule = TRY(parse(input));
  if (rule.survey) {
    const auto survey = surveys::find(tx, alliance, rule.survey);
    if (!survey || survey->state == surveys::State::draft)
      return fail(Error::field("survey", _("Elija una encuesta de la lista.")));
    if (survey->is_anonymous())
      return fail(Error::field("survey", _("Esa encuesta es anónima: no se sabe qué organización pidió qué.")));
    if (!asks_for_goals(surveys::questionnaire(tx, *survey)))
      return fail(Error::field("survey", _("Esa encuesta no pregunta por ODS ni metas.")));
  }
  const auto before = store::rule_of(tx, alliance).value_or(Rule());
  store::set_rule(tx, seen.alliance.agency, alliance, rule, act.who().account);
  feature::record(tx, act, {seen.alliance.agency.value(), alliance.value(), "alliance", alliance.value()}, "convergence.set_rule",
                  audit::Fields().set("survey", rule.survey).change("least", before.least, rule.least));
  return feature::remember(tx, act, alliance.text());
}

std::optional<Record> record_of(db::Tx& tx, CommitteeId committee) { return store::record_of(tx, committee); }

void merge(db::Tx& tx, const Merge& m) { store::merge(tx, m.id, m.kept, m.gone); }
void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, m.id, m.gone); }

}  // namespace alianza::priorities
