#pragma once
// SQL of alliances, cycles and stages; only this feature's tables.
#include <optional>
#include <vector>

#include "features/alliances/alliances.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::alliances::store {

void insert(db::Tx& tx, const Alliance& alliance, auth::AccountId by);
void update(db::Tx& tx, const Alliance& alliance);
std::optional<Alliance> find(db::Tx& tx, AllianceId id);
std::optional<Alliance> find_by_slug(db::Tx& tx, std::string_view slug);
std::vector<Alliance> of_agency(db::Tx& tx, AgencyId agency);
/// Those of these agencies, and these alliances; oldest first.
std::vector<Alliance> visible(db::Tx& tx, const std::vector<AgencyId>& agencies, const std::vector<AllianceId>& alliances);
/// Those with a portal, oldest first.
std::vector<Alliance> published(db::Tx& tx);

void insert_cycle(db::Tx& tx, const Alliance& alliance, CycleId cycle, int ordinal, const std::string& name);
void set_stage(db::Tx& tx, CycleId cycle, Stage stage);

struct NewMove {
  std::optional<Stage> from;
  Stage to = Stage::approach;
  Date on;
  std::string reason;
};
void insert_move(db::Tx& tx, AgencyId agency, CycleId cycle, const NewMove& move, const auth::Actor& actor);
/// Oldest first.
std::vector<Move> moves(db::Tx& tx, CycleId cycle);

ConditionId insert_condition(db::Tx& tx, AgencyId agency, CycleId cycle, Stage stage, int ordinal, const LocalizedText& text);
/// By stage and ordinal, each with the fulfilment in force.
std::vector<Condition> conditions(db::Tx& tx, CycleId cycle);
Progress progress(db::Tx& tx, CycleId cycle, Stage stage);
void insert_fulfilment(db::Tx& tx, AgencyId agency, ConditionId condition, Date on, const std::string& evidence,
                       const auth::Actor& actor);
void withdraw_fulfilment(db::Tx& tx, ConditionId condition, const std::string& reason);

struct Plan {
  Stage stage = Stage::approach;
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<int> target_days;
};
void put_plan(db::Tx& tx, AgencyId agency, CycleId cycle, const Plan& plan);
std::vector<Plan> plans(db::Tx& tx, CycleId cycle);

}  // namespace alianza::alliances::store
