#pragma once
// Words and rules of subscriptions (features/bulletins/README.md): R-028. No SQL, no HTTP.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "features/bulletins/bulletins.h"

namespace alianza::bulletins {

using SubscriptionId = Id<struct SubscriptionTag>;

struct Subscription {
  SubscriptionId id;
  AgencyId agency;
  AllianceId alliance;
  Email email;
  Lang lang = Lang::es;
  Instant asked_at;
  std::optional<Instant> confirmed_at;  // from then on it gets letters
};

/// How long a link that confirms serves, and how long an address that nobody confirmed is kept.
inline constexpr std::chrono::hours confirm_within{24 * 7};
/// Between two letters that ask the same address to confirm: whoever types somebody else's address cannot flood them.
inline constexpr std::chrono::hours ask_again_after{1};
/// Addresses not yet confirmed that may be asked in an hour, by alliance.
inline constexpr std::int64_t most_asked_an_hour = 300;
/// A letter can be left for so long by its own link.
inline constexpr std::chrono::hours leave_within{24 * 730};

bool may_ask_again(const Subscription& subscription, Instant now);

/// What the secretariat sees: never who.
struct SubscriptionCounts {
  std::int64_t confirmed = 0;
  std::int64_t pending = 0;
};

}  // namespace alianza::bulletins
