#pragma once
// Who may do what in membership: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::membership {

enum class Action { read_participations, change_participation, read_contacts, edit_contacts };

/// `organization` matters where a seat gives the right; 0 when the action is about no single organisation.
bool may(Action action, const Standing& standing, OrganizationId organization = {});

}  // namespace alianza::membership
