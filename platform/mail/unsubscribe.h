#pragma once
// Who wants no more reminders and bulletins from an agency (RFC 8058: one click in a mail program, or a button). What a person
// brings about by themselves (an answer, a signature, a password) is still written to them; so is a first invitation.
#include <set>
#include <string>
#include <vector>

#include "platform/base/text.h"
#include "platform/base/time.h"
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
/// Since when, of these addresses (Email::key), in this agency or (0) in all.
std::vector<Instant> unsubscriptions_of(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);
/// The same, deleted: of a person who is erased nothing is left to which anybody would write.
void forget_unsubscriptions(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);

}  // namespace alianza::mail
