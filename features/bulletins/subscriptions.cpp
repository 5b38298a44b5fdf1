#include "features/bulletins/subscriptions.h"

namespace alianza::bulletins {

bool may_ask_again(const Subscription& s, Instant now) { return s.asked_at + ask_again_after <= now; }

}  // namespace alianza::bulletins
