#pragma once
// Who may do what with the duties of the host.
#include "features/membership/membership.h"

namespace alianza::duties {

enum class Action { read, keep };
bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::duties
