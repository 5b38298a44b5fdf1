#pragma once
// Who may do what with priorities and the convergence map: one switch, action -> predicate.
#include "features/membership/membership.h"
#include "features/priorities/convergence.h"

namespace alianza::priorities {

enum class Action {
  read,  // priorities, initiatives, the map
  plan,  // look for scenarios, which name who wants what
  keep,  // them, the rule of the map, a committee founded from a theme
};

bool may(Action action, const membership::Standing& standing);
/// What the map tells this reader of the organisations behind a figure.
Eyes eyes_of(const membership::Standing& standing);

}  // namespace alianza::priorities
