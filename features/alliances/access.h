#pragma once
// Who may do what with an alliance: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::alliances {

enum class Action { create, read, edit, meet_condition, move_stage };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::alliances
