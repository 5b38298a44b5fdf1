#pragma once
// Letters that come back: a delivery status notification (RFC 3464) that a mail server hands in (`alianza mail bounce`).
#include <string>
#include <string_view>

#include "platform/db/db.h"
#include "platform/mail/letter.h"

namespace alianza::mail {

/// What a notification says of the letter that did not arrive.
struct Bounce {
  std::string message_id;  // of the letter, without angle brackets: by its random part nobody else could name it
  std::string status;      // "5.1.1"
  Reply reply;             // what the last server said; its text may quote the address
};

inline constexpr std::size_t longest_notification = std::size_t{1024} * 1024;

/// Error: invalid, when it is no notification, tells only of a delay or a success, or does not name the letter.
Result<Bounce> read_bounce(std::string_view message);

/// A letter that was taken, or is in doubt, was sent back: whoever asked for it is told (letter_changed). Again it changes
/// nothing. Errors: not_found (no letter of ours), conflict (it was not sent).
Result<LetterId> bounce(db::Tx& tx, const Bounce& bounce);

}  // namespace alianza::mail
