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

/// The notice was accepted with that arrival (once), or read aloud (attendance 0).
void add_notice(db::Tx& tx, meetings::AgencyId agency, MeetingId meeting, AttendanceId attendance, std::int64_t version,
                auth::AccountId by);
struct Notices {
  std::int64_t accepted = 0;       // arrivals
  std::optional<Instant> read_at;  // the last time it was read aloud
  auth::AccountId read_by;
};
Notices notices(db::Tx& tx, MeetingId meeting);

}  // namespace alianza::checkins::store
