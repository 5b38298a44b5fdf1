#pragma once
// What this room keeps of a person, for the export of their data and for forgetting them (platform/feature/personal.h). Who may
// is asked by the caller, who also records it.
#include <set>
#include <string>
#include <vector>

#include "platform/auth/accounts.h"
#include "platform/auth/links.h"

namespace alianza::auth {

/// Links that were sent to one of these addresses (Email::key), of this agency or (0) of all.
std::vector<Link> links_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);
/// The same without name and address; those that were open are revoked.
void forget_links_to(db::Tx& tx, const std::set<std::string>& keys, std::int64_t agency_id);

/// Name, address, password, sessions, tokens, remembered requests and counted attempts are gone; offices in force end today; the
/// row stays, closed, so that what it did keeps its number. Not found when there is no such account.
Done forget_account(db::Tx& tx, AccountId id, AccountId by, Date today, std::string_view reason);

}  // namespace alianza::auth
