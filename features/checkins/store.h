#pragma once
// SQL of the codes of the day.
#include <optional>

#include "features/checkins/checkins.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::checkins::store {

void insert(db::Tx& tx, const Code& code, auth::AccountId by);
/// In force.
std::optional<Code> find(db::Tx& tx, MeetingId meeting, Date on);
std::optional<Code> find(db::Tx& tx, const std::string& code);
void withdraw(db::Tx& tx, MeetingId meeting, Date on);

}  // namespace alianza::checkins::store
