#pragma once
// Who may do what with an agency: one switch, action -> predicate.
#include "features/membership/membership.h"

namespace alianza::agencies {

enum class Action { create, read, edit, appoint };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::agencies
