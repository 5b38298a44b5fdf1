// Rules of a body, by editions.
#include <algorithm>

#include "features/committees/actions_shared.h"
#include "features/committees/store.h"
#include "platform/base/typed.h"

namespace alianza::committees {

std::vector<Rules> rules(db::Tx& tx, CommitteeId id) { return store::rules(tx, id); }

std::map<CommitteeId, std::vector<Rules>> rules_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::map<CommitteeId, std::vector<Rules>> out;
  for (auto& row : store::rules_of_alliance(tx, alliance)) out[row.committee].push_back(std::move(row.rules));
  return out;
}

Done set_rules(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const RulesInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::set_rules));
  auto wanted = TRY(parse(input));
  const auto editions = store::rules(tx, id);
  if (!editions.empty()) {
    const auto& last = editions.front();
    if (whole_number(trim(input.edition)).value_or(0) != last.edition)
      return fail(Error::conflict(
          _("Alguien cambió estas reglas mientras usted escribía. Compare lo suyo con lo actual y guarde de nuevo.")));
    if (wanted.since < last.since)
      return fail(Error::field(
          "since", _("Las reglas actuales rigen desde el {1}. Escriba esa fecha o una posterior.").arg(last.since.text())));
    wanted.edition = last.edition + 1;
  }
  if (wanted.since > seen.seen.today)
    return fail(Error::field("since", _("Las reglas se registran cuando ya rigen: escriba hoy o una fecha anterior.")));
  store::insert_rules(tx, seen.committee, wanted, act.who().account);
  store::update_rules(tx, seen.committee, wanted, act.who().account);
  const auto& before = seen.committee;
  feature::record(tx, act, about(before), "committee.set_rules",
                  audit::Fields()
                      .set("edition", wanted.edition)
                      .set("since", wanted.since)
                      .change("quorum_percent", before.quorum_percent, wanted.quorum_percent)
                      .change("quorum_number", before.quorum_number, wanted.quorum_number)
                      .change("voting_base", to_text(before.voting_base), to_text(wanted.voting_base))
                      .change("rules_es", before.rules.es, wanted.text.es)
                      .change("rules_en", before.rules.en, wanted.text.en)
                      .set("basis", wanted.basis));
  return feature::remember(tx, act, id.text());
}

bool is_member(db::Tx& tx, const membership::Standing& standing, CommitteeId id) {
  return std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
    return (seat.status == membership::Status::active || seat.status == membership::Status::suspended) &&
           store::member_in_force(tx, id, seat.organization);
  });
}

}  // namespace alianza::committees
