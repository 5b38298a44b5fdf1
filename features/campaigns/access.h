#pragma once
// Who may do what with campaigns: one switch, action -> predicate. Who holds the link of an invitation answers it, whoever it is.
#include "features/campaigns/campaigns.h"

namespace alianza::campaigns {

enum class Action { read, keep };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::campaigns
