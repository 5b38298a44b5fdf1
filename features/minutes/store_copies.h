#pragma once
// SQL of copies.
#include <map>

#include "features/minutes/copies.h"
#include "platform/db/db.h"

namespace alianza::minutes::store {

std::optional<Copy> find_copy(db::Tx& tx, CopyId id);
std::optional<Copy> copy_of(db::Tx& tx, MeetingId meeting, OrganizationId organization);
std::map<OrganizationId, Copy> copies(db::Tx& tx, MeetingId meeting);
/// Inserts it, or writes person, letter, moment and revocation over the one of that meeting and organisation.
void put(db::Tx& tx, const Copy& copy);
void revoke(db::Tx& tx, CopyId id);

}  // namespace alianza::minutes::store
