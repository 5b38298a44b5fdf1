#pragma once
// Who may do what with join preferences: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::preferences {

enum class Action {
  survey,  // read all of them and the counts
  assign,
};
bool may(Action action, const membership::Standing& standing);
/// A statement of that organisation.
bool may_read(const membership::Standing& standing, membership::OrganizationId organization);

}  // namespace alianza::preferences
