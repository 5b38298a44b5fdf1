#pragma once
// What the actions of meetings share.
#include <map>
#include <string>

#include "features/meetings/access.h"
#include "features/meetings/actions.h"

namespace alianza::meetings {

/// The names of the alliance's bodies: one query.
std::map<CommitteeId, std::string> committee_names(db::Tx& tx, AllianceId alliance, Lang lang);
feature::About about(const Meeting& meeting);
Officer officer_of(const SeenMeeting& seen);
/// The meeting when the actor may do `action` at it: not_found for who may not read it, forbidden for who reads but may not.
Result<SeenMeeting> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Action action);

}  // namespace alianza::meetings
