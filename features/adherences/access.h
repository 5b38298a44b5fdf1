#pragma once
// Who may do what with adherences: one switch, action -> predicate. Who holds the link of an adherence signs it.
#include "features/adherences/adherences.h"

namespace alianza::adherences {

enum class Action { read, publish };

bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::adherences
