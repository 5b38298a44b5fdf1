#pragma once
// Who may do what with applications.
#include "features/membership/membership.h"

namespace alianza::applications {

enum class Action { read, decide };

bool may(Action action, const membership::Standing& standing);
/// A guest, in the name of that organisation.
bool may_propose(const membership::Standing& standing, membership::OrganizationId organization);
/// In the name of some organisation.
bool may_propose(const membership::Standing& standing);
/// What members proposed: who convenes all of it, who acts for a member that of theirs.
bool may_read_guests(const membership::Standing& standing);

}  // namespace alianza::applications
