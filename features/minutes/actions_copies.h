#pragma once
// Verbs of copies: giving one, taking it back, and what who holds the link may do.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "features/minutes/actions.h"
#include "features/minutes/copies.h"
#include "platform/auth/links.h"

namespace alianza::minutes {

/// Of links; their subject is the copy.
inline constexpr std::string_view copy_purpose = "minutes";

/// The edition that is read outside the room where it is written: the newest that is in review or approved.
std::optional<Minutes> readable(db::Tx& tx, MeetingId meeting);

/// One organisation that attended.
struct CopyLine {
  OrganizationId organization;
  std::string name;
  bool may_read = false;  // by its participation and its place in the body that met: the rule of accounts (access.h)
  std::optional<membership::Reachable> contact;  // who would be written to
  std::optional<Copy> copy;
  mail::State letter = mail::State::queued;  // of the copy
};
struct CopyBook {
  SeenMeeting at;
  std::optional<Minutes> minutes;  // what is read; nothing while the first edition is a draft
  std::vector<CopyLine> lines;     // by name
};
/// For who writes the minutes. Errors: not_found, forbidden.
Result<CopyBook> copies(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, MeetingId meeting);
/// A letter with another link, also to whom it was taken back. `origin`: where the server is. Errors: not_found, forbidden,
/// invalid (`organization`), conflict (nothing to read yet, the organisation may not read them, no contact with an e-mail, no
/// address for the link).
Done send_copy(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting, OrganizationId organization,
               const std::optional<std::string>& origin);
/// Every link of that organisation ends. Errors: not_found, forbidden, invalid (`organization`: it was given
/// nothing).
Done revoke_copy(db::Tx& tx, const feature::Act& act, AllianceId alliance, MeetingId meeting, OrganizationId organization);

/// What the page of a link shows. Minutes and names only when the door `serves`.
struct OpenedCopy {
  Copy copy;
  CopyDoor door = CopyDoor::serves;
  SeenMeeting at;  // without a standing: nobody is signed in
  LocalizedText agency;
  std::string organization;
  std::optional<Minutes> minutes;
  bool may_comment = false;  // they are in review, and the organisation is active
  bool may_assent = false;   // and it has not agreed in this round
  std::string assented_by;   // who said that it agrees; empty: nobody yet
};
Result<OpenedCopy> open_copy(db::Tx& tx, const auth::Link& link);
/// As comment() and assent(), by who holds the link and says their name. Errors: gone (the link serves no more), conflict (not in
/// review, or it has agreed already), forbidden (the organisation is not active), invalid (`section`, `text`, `name`).
Done comment(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view section, std::string_view text,
             std::string_view name);
Done assent(db::Tx& tx, const feature::Act& act, const auth::Link& link, std::string_view name);

}  // namespace alianza::minutes
