#pragma once
#include "platform/auth/sessions.h"
#include "platform/jobs/kinds.h"

namespace alianza::accounts {

/// accounts.forget, every day at 03:30 in Mexico City: sessions that are over, with their network address and browser, counted
/// attempts, remembered answers.
jobs::Kind forgetting(const auth::SessionLimits& limits);

}  // namespace alianza::accounts
