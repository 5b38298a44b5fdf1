#pragma once
// SQL of duties; only this feature's tables.
#include <optional>
#include <vector>

#include "features/duties/duties.h"
#include "platform/db/db.h"

namespace alianza::duties::store {

/// More are not shown on one board: narrow by the filters.
inline constexpr int most_listed = 1000;

void insert(db::Tx& tx, const Duty& duty);
/// False when the row's version is no longer duty.version; raises it by one otherwise.
bool update(db::Tx& tx, const Duty& duty);
std::optional<Duty> find(db::Tx& tx, AllianceId alliance, DutyId id);
/// The soonest due first.
std::vector<Duty> of_alliance(db::Tx& tx, AllianceId alliance, State state);

void add_step(db::Tx& tx, const Duty& duty, std::string_view note, AccountId by);
/// In the order in which they were made.
std::vector<Step> steps(db::Tx& tx, DutyId id);

}  // namespace alianza::duties::store
