#pragma once
// What the actions of minutes share.
#include "features/minutes/access.h"
#include "features/minutes/actions.h"

namespace alianza::minutes {

feature::About about(const Minutes& minutes);
/// The meeting when the actor may do `action` there: not_found for who may not read, forbidden for who reads but may not.
Result<SeenMeeting> seen_for(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId id, Action action);
/// What the actor is to a body (0: the whole alliance) today.
Ties ties_to(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen, CommitteeId body);
search::Document document(const Minutes& approved);
search::Document document(const Agreement& agreement);

}  // namespace alianza::minutes
