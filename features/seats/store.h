#pragma once
// SQL of seats; only this feature's tables.
#include <optional>
#include <vector>

#include "features/seats/seats.h"
#include "platform/db/db.h"

namespace alianza::seats::store {

void insert(db::Tx& tx, const Offer& offer);
/// Of one that is open: another letter, and another end.
void renew(db::Tx& tx, OfferId id, Instant offered_at, Instant expires_at);
/// False when it was taken or withdrawn already.
bool take(db::Tx& tx, OfferId id, Instant at);
bool withdraw(db::Tx& tx, OfferId id, Instant at);
std::optional<Offer> find(db::Tx& tx, OfferId id);
std::optional<Offer> find_open(db::Tx& tx, OrganizationId organization, const Email& email);
/// Newest first, at most 50.
std::vector<Offer> open_of(db::Tx& tx, OrganizationId organization);

}  // namespace alianza::seats::store
