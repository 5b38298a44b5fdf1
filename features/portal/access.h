#pragma once
// Who may do what with the public record: one switch, action -> predicate. Reading what is published is for everybody.
#include "features/membership/membership.h"

namespace alianza::portal {

enum class Action { read_drafts, write, publish, withdraw };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::portal
