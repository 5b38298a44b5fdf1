#pragma once
// Who may do what with an agency: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::agencies {

enum class Action {
  create,
  read,
  edit,
  appoint,
  secure,  // who must sign in with a second factor, and who lost theirs
};

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::agencies
