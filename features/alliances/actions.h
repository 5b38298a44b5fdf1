#pragma once
// Verbs of alliances, cycles and stages. Each runs inside the caller's transaction and leaves one audit line; who may is asked
// here.
#include <optional>
#include <string>
#include <vector>

#include "features/alliances/alliances.h"
#include "platform/feature/act.h"

namespace alianza::alliances {

/// An alliance with what the actor is in it today: how every feature of an alliance begins.
struct Seen {
  Alliance alliance;
  membership::Standing standing;
  Date today;  // at the alliance
};
/// Error: not_found when there is none or the actor may not read it as a member (the two are not told apart).
Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId id);
/// Without asking who: the alliance with a portal, or nothing.
std::optional<Alliance> find_published(db::Tx& tx, std::string_view slug);
std::vector<Alliance> published(db::Tx& tx);
/// Without asking who, by id: for features that act on behalf of the program (jobs, loaders).
std::optional<Alliance> find(db::Tx& tx, AllianceId id);

/// Those the actor may read, with their agencies' alliances for officers.
std::vector<Alliance> visible(db::Tx& tx, const auth::Actor& actor);
std::vector<Alliance> of_agency(db::Tx& tx, AgencyId agency);

/// Creates the alliance with its first cycle in stage 1 and the default conditions. Errors: forbidden, invalid by field.
Result<Alliance> create(db::Tx& tx, const feature::Act& act, AgencyId agency, const Input& input);
/// The same for loaders, which also set seal and nature.
Result<Alliance> create(db::Tx& tx, const feature::Act& act, AgencyId agency, const Draft& draft);
/// Name, summary, address, zone, whether it has a portal. The nature of the data cannot change. Errors: not_found, forbidden,
/// invalid.
Result<Alliance> edit(db::Tx& tx, const feature::Act& act, AllianceId id, const Input& input);

struct MoveInput {
  std::string to;
  std::string on;
  std::string reason;
};
/// Errors: not_found, forbidden; invalid: conditions unmet, a date before the last move (field `on`), going back without a
/// reason.
Result<Stage> move_stage(db::Tx& tx, const feature::Act& act, AllianceId id, const MoveInput& input);
/// Errors: not_found, forbidden, conflict (met already), invalid (fields `on`, `evidence`).
Done meet_condition(db::Tx& tx, const feature::Act& act, AllianceId id, ConditionId condition, std::string_view on,
                    std::string_view evidence);
/// Takes a fulfilment back; the row stays. Errors: not_found, forbidden, invalid (field `reason`).
Done withdraw_condition(db::Tx& tx, const feature::Act& act, AllianceId id, ConditionId condition, std::string_view reason);
/// Errors: not_found, forbidden, invalid (fields `text_es`, `text_en`; a cycle that has too many).
Result<ConditionId> add_condition(db::Tx& tx, const feature::Act& act, AllianceId id, Stage stage, std::string_view es,
                                  std::string_view en);

struct PlanInput {
  std::string stage;
  std::string from;
  std::string to;
  std::string target_days;
};
Done plan_stage(db::Tx& tx, const feature::Act& act, AllianceId id, const PlanInput& input);

/// Everything the page of stages shows.
struct StageBook {
  std::vector<StageClock> clocks;  // four, in order
  std::vector<Condition> conditions;
  std::vector<Move> moves;  // oldest first
};
StageBook stage_book(db::Tx& tx, CycleId cycle);
/// What the strip of every page shows: conditions of one stage, met and in all.
Progress progress(db::Tx& tx, CycleId cycle, Stage stage);

}  // namespace alianza::alliances
