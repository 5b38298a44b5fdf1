#pragma once
// SQL of subscriptions; only this feature's tables.
#include <optional>
#include <vector>

#include "features/bulletins/subscriptions.h"
#include "platform/db/db.h"

namespace alianza::bulletins::store {

void insert(db::Tx& tx, const Subscription& subscription);
void set_asked(db::Tx& tx, SubscriptionId id, Instant at, Lang lang);
void confirm(db::Tx& tx, SubscriptionId id, Instant at);
void remove(db::Tx& tx, SubscriptionId id);
/// Those that nobody confirmed and that were asked before; how many.
std::int64_t remove_pending(db::Tx& tx, Instant asked_before);

std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id);
std::optional<Subscription> find_subscription(db::Tx& tx, AllianceId alliance, const Email& email);
SubscriptionCounts counts(db::Tx& tx, AllianceId alliance);
/// Pending ones that were asked since then.
std::int64_t asked_since(db::Tx& tx, AllianceId alliance, Instant since);

/// Confirmed by `until`, without a letter about that edition yet, by id.
std::vector<Subscription> to_write(db::Tx& tx, AllianceId alliance, EditionId edition, Instant until, int limit);
void insert_letter(db::Tx& tx, const Subscription& subscription, EditionId edition, std::int64_t letter);

}  // namespace alianza::bulletins::store
