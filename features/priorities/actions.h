#pragma once
// Verbs of priorities and the convergence map. Each runs inside the caller's transaction and leaves one audit line; who may is
// asked here.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/actions.h"
#include "features/frameworks/actions.h"
#include "features/organizations/actions.h"
#include "features/priorities/scenarios.h"
#include "platform/feature/act.h"

namespace alianza::priorities {

/// What the pages of priorities and initiatives show.
struct Book {
  alliances::Seen at;
  std::vector<Priority> priorities;     // in force by weight, then past ones
  std::vector<Initiative> initiatives;  // by title
  bool may_keep = false;
};
/// Errors of all that follow: not_found (the alliance, or the actor may not read it).
Result<Book> book(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

// Keeping. Errors of all: not_found, forbidden, invalid by field.

/// Also: invalid (`edition`, `code`: no such node), conflict (`code`: it is a priority already).
Result<Priority> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const PriorityInput& input);
/// Another weight, reason, source or goals from a day on: the row ends there and another begins; `edition` and `code` stay. Also:
/// conflict (it has ended), invalid (`since` before its own).
Result<Priority> change(db::Tx& tx, const feature::Act& act, AllianceId alliance, PriorityId id, const PriorityInput& input);
/// It is no priority any more from `until` on. Also: conflict (it has ended), invalid (`until`, `reason`).
Done put_away(db::Tx& tx, const feature::Act& act, AllianceId alliance, PriorityId id, std::string_view until,
              std::string_view reason);

/// Also: invalid (`organization`: none that takes part).
Result<Initiative> add(db::Tx& tx, const feature::Act& act, AllianceId alliance, const InitiativeInput& input);
/// Also: conflict when somebody saved first.
Result<Initiative> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, InitiativeId id, const InitiativeInput& input);

/// Which survey counts, and how many organisations must want a theme. Also: invalid (`survey`: none that was asked, or one that
/// asks for no goals).
Done set_rule(db::Tx& tx, const feature::Act& act, AllianceId alliance, const RuleInput& input);

// The map.

struct Map {
  alliances::Seen at;
  Material material;
  Rule rule;  // in force; `least` as asked for
  Eyes eyes = Eyes::member;
  bool may_keep = false;
  std::optional<surveys::Survey> survey;  // whose answers count
  std::vector<Theme> themes;
  const Priority* priority(PriorityId id) const;
  const Initiative* initiative(InitiativeId id) const;
  const committees::Committee* committee(CommitteeId id) const;
};
/// `least`: other than that of the rule. As many statements with ten organisations as with ten thousand.
Result<Map> map(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, std::optional<int> least);
struct SeenTheme {
  Map map;
  Theme theme;
  LocalizedText title;  // of a target, when the agency has the goals among its frameworks
};
/// Error also: not_found (no such goal or target).
Result<SeenTheme> see_theme(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const std::string& code,
                            std::optional<int> least);

/// For whom scenarios are: the offices of the agency, since they name who answered what. Error also: forbidden.
Result<alliances::Seen> see_scenarios(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);
/// What a scenario chooses from today, by the rule in force. Error also: forbidden.
Result<Demand> scenario_demand(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance);

/// Error: conflict (it is not convergent, so nothing is founded from it).
Done check_convergent(const Theme& theme);
/// A committee of the goal of a convergent theme that stands on a record. Also: forbidden; conflict (not convergent;
/// `name_es`); invalid by field of the committee's form and of the record; `confirm` when something of that kind exists and was
/// not said to be read.
Result<committees::Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const std::string& theme,
                                    const FoundingInput& input);
/// For loaders: what a committee that exists stands on.
void cite(db::Tx& tx, const feature::Act& act, const committees::Committee& committee, const Record& record);
/// Without asking who.
std::optional<Record> record_of(db::Tx& tx, CommitteeId committee);
/// What holds in the result books for a goal, the newest first: what a committee of it may stand on.
std::vector<results::Consensus> consensuses_on(db::Tx& tx, AllianceId alliance, int goal);
/// The records of the committees that came from a survey's consensus, whichever edition.
std::vector<Record> founded_on(db::Tx& tx, AllianceId alliance, const std::vector<results::Consensus>& editions);

/// Two organisations become one: initiatives of `gone` become those of `kept`; unmerge takes it back.
using Merge = organizations::Merging;
void merge(db::Tx& tx, const Merge& merge);
void unmerge(db::Tx& tx, const Merge& merge);

}  // namespace alianza::priorities
