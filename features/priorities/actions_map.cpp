// The map, and the committee that is founded from one of its themes.
#include <algorithm>

#include "features/committees/actions.h"
#include "features/meetings/actions.h"
#include "features/minutes/actions.h"
#include "features/organizations/actions.h"
#include "features/priorities/access.h"
#include "features/priorities/actions.h"
#include "features/priorities/store.h"
#include "features/results/actions.h"
#include "features/surveys/actions.h"
#include "platform/i18n/i18n.h"

namespace alianza::priorities {
namespace {

void add_wishes(db::Tx& tx, const Rule& rule, AllianceId alliance, Material& m) {
  std::set<OrganizationId> active;
  for (const auto& declared : organizations::declared_by_active(tx, alliance)) {
    active.insert(declared.organization);
    for (const auto& interest : organizations::interests(declared.sdgs))
      m.wishes.push_back(
          {declared.organization, std::to_string(interest.goal),
           interest.level == organizations::SdgLevel::priority ? Source::profile_priority : Source::profile_interest});
  }
  m.active = static_cast<int>(active.size());
  if (!rule.survey) return;
  for (const auto& chosen : surveys::chosen_goals(tx, rule.survey))
    if (auto code = theme_of(chosen.code); !code.empty() && active.contains(chosen.organization))
      m.wishes.push_back({chosen.organization, std::move(code), Source::survey});
}

Material material_of(db::Tx& tx, const alliances::Seen& seen, const Rule& rule) {
  const auto alliance = seen.alliance.id;
  Material m;
  m.today = seen.today;
  m.priorities = store::of_alliance(tx, alliance);
  std::erase_if(m.priorities, [](const Priority& p) { return p.until.has_value(); });
  m.initiatives = store::initiatives(tx, alliance);
  for (auto& listed : committees::of_alliance(tx, alliance)) m.committees.push_back(std::move(listed.committee));
  for (const auto& offered : organizations::kinds_offered(tx, alliance)) m.offers.push_back({offered.organization, offered.kind});
  add_wishes(tx, rule, alliance, m);
  return m;
}

Result<Map> gather(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<int> least) {
  Map out;
  out.at = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::read, out.at.standing)) return fail(Error::not_found());
  out.rule = store::rule_of(tx, alliance).value_or(Rule());
  if (out.rule.survey) out.survey = surveys::find(tx, alliance, out.rule.survey);
  out.material = material_of(tx, out.at, out.rule);
  if (least) out.rule.least = *least;
  out.eyes = eyes_of(out.at.standing);
  out.may_keep = may(Action::keep, out.at.standing);
  return out;
}

template <class Rows, class WantedId>
auto find_row(const Rows& rows, WantedId id) -> decltype(rows.data()) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
  return found == rows.end() ? nullptr : &*found;
}

/// Text and day of an agreement that the actor may read.
Result<Record> with_agreement(db::Tx& tx, const feature::Act& act, AllianceId alliance, Record record) {
  if (!record.agreement) return record;
  const auto seen = minutes::see_agreement(tx, act.actor, alliance, record.agreement);
  if (!seen) return fail(Error::field("agreement", _("Elija un acuerdo de la lista.")));
  const auto meeting = meetings::find(tx, alliance, seen->agreement.meeting);
  if (!meeting || !meeting->on) return fail(Error::field("agreement", _("La reunión de ese acuerdo no tiene fecha.")));
  record.text = seen->agreement.text;
  record.on = *meeting->on;
  record.source = meeting->title.es;
  return record;
}

/// Text, day and place of what holds in a result book for the goal.
Result<Record> with_consensus(db::Tx& tx, AllianceId alliance, int goal, Record record) {
  if (!record.consensus) return record;
  for (const auto& held : consensuses_on(tx, alliance, goal)) {
    if (held.id != record.consensus) continue;
    record.text = held.text;
    record.on = held.agreed_on;
    const auto survey = surveys::find(tx, alliance, held.survey);
    record.source = i18n::text(
        Lang::es, _("Libro de resultados de «{1}», edición {2}.").arg(survey ? survey->title.es : "").arg(held.edition));
    return record;
  }
  return fail(Error::field("consensus", _("Elija un consenso vigente que nombre este ODS.")));
}

/// As the committee keeps it in words: at most 500 characters.
std::string in_words(const Record& r) {
  constexpr std::size_t most = 440;
  std::string text = r.text;
  while (length(text) > most) text.resize(text.size() - 1);
  while (!is_clean_text(text)) text.resize(text.size() - 1);
  return r.on.text() + ": " + text;
}

committees::Input committee_input(const FoundingInput& input, int goal, const Record& record) {
  committees::Input c;
  c.sdg = std::to_string(goal);
  c.name_es = input.name_es;
  c.name_en = input.name_en;
  c.purpose_es = input.purpose_es;
  c.purpose_en = input.purpose_en;
  c.admission = input.admission;
  c.founded_on = input.founded_on;
  c.basis_es = in_words(record);
  return c;
}

}  // namespace

const Priority* Map::priority(PriorityId id) const { return find_row(material.priorities, id); }
const Initiative* Map::initiative(InitiativeId id) const { return find_row(material.initiatives, id); }
const committees::Committee* Map::committee(CommitteeId id) const { return find_row(material.committees, id); }

Result<Map> map(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<int> least) {
  auto out = TRY(gather(tx, actor, alliance, least));
  out.themes = converge(out.material, out.rule.least, out.eyes);
  return out;
}

Result<SeenTheme> see_theme(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const std::string& code,
                            std::optional<int> least) {
  SeenTheme out{TRY(gather(tx, actor, alliance, least)), {}, {}};
  const int goal = goal_of_theme(code);
  if (goal == 0 || code.substr(0, code.find('.')) != std::to_string(goal)) return fail(Error::not_found());
  out.theme = theme(out.map.material, code, out.map.rule.least, out.map.eyes);
  if (!out.theme.is_target()) return out;
  for (const auto& node : frameworks::nodes(tx, {.agency = out.map.at.alliance.agency, .most_depth = 1}))
    if (node.code == code) out.title = node.title;
  if (out.title.empty()) return fail(Error::not_found());
  return out;
}

Result<alliances::Seen> see_scenarios(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  auto seen = TRY(alliances::see(tx, actor, alliance));
  if (!may(Action::plan, seen.standing)) return fail(Error::forbidden());
  return seen;
}

Result<Demand> scenario_demand(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  TRY(see_scenarios(tx, actor, alliance));
  return demand_of(TRY(map(tx, actor, alliance, {})).themes);
}

std::vector<results::Consensus> consensuses_on(db::Tx& tx, AllianceId alliance, int goal) {
  auto all = results::consensuses(tx, alliance);
  std::erase_if(all, [&](const results::Consensus& held) {
    return std::none_of(held.themes.begin(), held.themes.end(), [&](const results::Theme& theme) { return theme.goal == goal; });
  });
  return all;
}

std::vector<Record> founded_on(db::Tx& tx, AllianceId alliance, const std::vector<results::Consensus>& editions) {
  std::vector<results::ConsensusId> ids;
  for (const auto& edition : editions) ids.push_back(edition.id);
  return ids.empty() ? std::vector<Record>() : store::founded_on(tx, alliance, ids);
}

Done check_convergent(const Theme& theme) {
  if (theme.status == Status::convergent) return {};
  return fail(Error::conflict(_("Este tema no es convergente: todavía lo quiere un solo lado.")));
}

Result<committees::Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::string& code,
                                    const FoundingInput& input) {
  const auto at = TRY(see_theme(tx, act.actor, alliance, code, {}));
  if (!at.map.may_keep) return fail(Error::forbidden());
  TRY(check_convergent(at.theme));
  auto record = TRY(with_agreement(tx, act, alliance, TRY(parse_record(input, at.map.at.today))));
  record = TRY(with_consensus(tx, alliance, at.theme.goal, std::move(record)));
  record.theme = code;
  if (input.confirm != "1" && !likeness(at.map.material, at.theme.goal, input.name_es).empty())
    return fail(Error::field("confirm", _("Ya hay algo parecido: léalo y confirme que no se duplica.")));
  // The key of the request is remembered once, with the committee.
  auto committee = TRY(committees::found(tx, act, alliance, committee_input(input, at.theme.goal, record)));
  record.committee = committee.id;
  cite(tx, act, committee, record);
  return committee;
}

void cite(db::Tx& tx, const feature::Act& act, const committees::Committee& c, const Record& record) {
  auto kept = record;
  kept.committee = c.id;
  store::insert(tx, store::Place{c.agency, c.alliance}, kept, act.who().account);
  feature::record(tx, act, {c.agency.value(), c.alliance.value(), "committee", c.id.value()}, "committee.cite",
                  audit::Fields()
                      .set("theme", kept.theme)
                      .set("agreement", kept.agreement)
                      .set("consensus", kept.consensus)
                      .set("text", kept.text)
                      .set("on", kept.on)
                      .set("source", kept.source));
}

}  // namespace alianza::priorities
