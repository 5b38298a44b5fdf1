#pragma once
// Who wants no more reminders and bulletins from an agency (RFC 8058: one click in a mail program, or a button). What a person
// brings about by themselves (an answer, a signature, a password) is still written to them; so is a first invitation.
#include <set>
#include <string>

#include "platform/base/text.h"
#include "platform/db/db.h"

namespace alianza::mail {

/// Of links (platform/auth/links.h); their address is the one that unsubscribes, whatever their subject.
inline constexpr std::string_view unsubscribe_purpose = "unsubscribe";

/// Again it changes nothing.
void unsubscribe(db::Tx& tx, std::int64_t agency_id, const Email& email);
void subscribe_again(db::Tx& tx, std::int64_t agency_id, const Email& email);
bool is_unsubscribed(db::Tx& tx, std::int64_t agency_id, const Email& email);
/// Email::key of everybody who wants none of the agency's: few, so one look serves a whole batch of letters.
std::set<std::string> unsubscribed(db::Tx& tx, std::int64_t agency_id);

}  // namespace alianza::mail
