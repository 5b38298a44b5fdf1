#pragma once
// Who may do what with the overview of an alliance.
#include "features/membership/membership.h"

namespace alianza::overview {

enum class Action { read, set_target };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::overview
