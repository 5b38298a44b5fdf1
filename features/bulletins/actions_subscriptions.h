#pragma once
// Verbs of subscriptions: a citizen asks, confirms and leaves; the program writes to who confirmed. Each runs inside the caller's
// transaction. Nobody reads who subscribed.
#include <optional>
#include <string>
#include <string_view>

#include "features/alliances/actions.h"
#include "features/bulletins/subscriptions.h"
#include "platform/auth/links.h"
#include "platform/feature/act.h"

namespace alianza::bulletins {

/// Purposes of links; their subject is the subscription.
inline constexpr std::string_view confirm_purpose = "bulletins.confirm";
inline constexpr std::string_view leave_purpose = "bulletins.leave";

/// Asks the address to confirm, by a letter. It does the same for an address that has confirmed, so nobody learns who has; within
/// an hour of the last letter it writes none. Errors: not_found (no public alliance), invalid (field `email`), too_many,
/// conflict (the server has no public address).
Done subscribe(db::Tx& tx, const feature::Act& act, AllianceId alliance, std::string_view email, Lang lang,
               const std::optional<std::string>& origin);

/// What a link is about. `is_subscribed`: letters go to that address now.
struct OpenedSubscription {
  alliances::Alliance alliance;
  bool is_subscribed = false;
};
/// Errors: not_found, gone (the address was never confirmed and is deleted).
Result<OpenedSubscription> open_subscription(db::Tx& tx, const auth::Link& link);
/// Confirming twice is no error. Errors: gone (link over, address deleted).
Done confirm(db::Tx& tx, const feature::Act& act, const auth::Link& link);
/// Deletes the subscription; leaving twice is no error.
Done leave(db::Tx& tx, const feature::Act& act, const auth::Link& link);

/// For who keeps bulletins. Error: forbidden.
Result<SubscriptionCounts> subscription_counts(db::Tx& tx, const alliances::Seen& seen);

/// For the job of publication: letters about that edition to the next `limit` subscribers. True while there may be more.
Result<bool> write_letters(db::Tx& tx, EditionId edition, const std::string& origin, int limit);

/// For the daily job: addresses that nobody confirmed in time are deleted. How many.
std::int64_t forget_pending(db::Tx& tx);
inline constexpr std::string_view forgetting_kind = "bulletins.forget";

}  // namespace alianza::bulletins
