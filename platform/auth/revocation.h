#pragma once
// How revocations reach the gates' memory in this process, at once. A transaction announces before it commits; from then on
// nothing older is believed, and for a moment nothing is kept, because a reader may still see the state before the commit.
// Thread-safe, and harmless when a transaction's body is run again.
#include <chrono>
#include <cstdint>

namespace alianza::auth::revocation {

/// Longer than a write may hold the database.
inline constexpr std::chrono::seconds quarantine{2};

/// Something that a gate may remember (session, token, account, server office) changes in this transaction.
void announce();
/// How many announcements there were.
std::uint64_t count();
/// May what is read now be kept? Not within `quarantine` of an announcement.
bool may_keep();

}  // namespace alianza::auth::revocation
