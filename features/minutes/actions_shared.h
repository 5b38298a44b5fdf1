#pragma once
// What the actions of minutes share.
#include "features/minutes/access.h"
#include "features/minutes/actions.h"

namespace alianza::minutes {

feature::About about(const Minutes& minutes);
/// The meeting when the actor may do `action` there: not_found for who may not read, forbidden for who reads but may not.
Result<SeenMeeting> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Action action);
/// The bodies whose minutes of a meeting these are, `own` first; none: of the whole alliance.
std::vector<CommitteeId> bodies_of(db::Tx& tx, MeetingId meeting, CommitteeId own);
/// What the actor is to these bodies (none: the whole alliance) today.
Ties ties_to(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, const std::vector<CommitteeId>& bodies);
/// `joined`: bodies of a joint session beside its own.
search::Document document(const Minutes& approved, const std::vector<CommitteeId>& joined);
search::Document document(const Agreement& agreement, const std::vector<CommitteeId>& joined);
/// The doors of committees, for a document.
std::vector<std::int64_t> circles_of(CommitteeId own, const std::vector<CommitteeId>& joined);

}  // namespace alianza::minutes
