#pragma once
// Who may do what with work plans: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::workplans {

enum class Action {
  read,
  write,  // areas, activities, moves, publishing
};

/// What the actor is to the body, today, and whether its plan is published.
struct Ties {
  bool officer = false;
  bool member = false;
  bool published = false;
};
bool may(Action action, const membership::Standing& standing, const Ties& ties);
/// Who answers for an activity moves it.
bool may_move(const membership::Standing& standing, const Ties& ties, membership::OrganizationId owner);

}  // namespace alianza::workplans
