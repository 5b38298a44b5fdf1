#pragma once
// What the actions of minutes share.
#include "features/minutes/access.h"
#include "features/minutes/actions.h"
#include "features/minutes/copies.h"
#include "features/minutes/letters.h"

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
/// What a letter about that meeting says above and below; nothing when the meeting or its institution is not there.
std::optional<Letterhead> letterhead(db::Tx& tx, AllianceId alliance, MeetingId meeting, const std::string& origin);
/// The meeting as it is seen by nobody in particular: for what is done behind a link and by the program.
std::optional<SeenMeeting> unsigned_view(db::Tx& tx, AllianceId alliance, MeetingId meeting);
/// Whether that contact of the organisation reads these minutes: the rule of accounts, asked for a seat in it today and for the
/// offices of the account with that address.
bool may_read_copy(db::Tx& tx, const SeenMeeting& at, const Minutes& minutes, OrganizationId organization, const Email& contact);
/// A letter with another link for that contact. Links that were given to somebody else of the organisation end.
void give_copy(db::Tx& tx, const Letterhead& head, const Minutes& minutes, const Reader& to,
               const membership::Reachable& contact);

/// Who comments or agrees: an account, or who holds the link of a copy and said their name.
struct Voice {
  auth::Actor by;
  CopyId copy;
};
Result<Minutes> under_review(db::Tx& tx, MeetingId id);
Done put_comment(db::Tx& tx, const feature::Act& act, const Minutes& minutes, std::string_view section, std::string_view text,
                 const Voice& voice);
void put_assent(db::Tx& tx, const feature::Act& act, const Minutes& minutes, OrganizationId organization, const Voice& voice);

}  // namespace alianza::minutes
