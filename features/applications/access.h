#pragma once
// Who may do what with applications.
#include "features/membership/membership.h"

namespace alianza::applications {

enum class Action { read, decide };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::applications
