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

/// Open offers of `gone` become offers of `kept`, unless that e-mail has one there; which.
std::vector<OfferId> move_offers(db::Tx& tx, OrganizationId gone, OrganizationId kept);
/// Back, unless that e-mail has been offered one there meanwhile.
void move_offer(db::Tx& tx, OfferId id, OrganizationId to);

/// What a merge moved.
enum class Moved : std::uint8_t { seat, offer };
std::string_view to_text(Moved kind);
void keep_moved(db::Tx& tx, std::int64_t merge, AgencyId agency, Moved kind, std::int64_t id);
std::vector<std::int64_t> moved(db::Tx& tx, std::int64_t merge, Moved kind);
void forget_moved(db::Tx& tx, std::int64_t merge);

}  // namespace alianza::seats::store
