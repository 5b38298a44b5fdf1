#pragma once
// Who may do what with the glossary: one switch, action -> predicate.
#include "features/terms/terms.h"

namespace alianza::terms {

enum class Action { read, keep };
bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::terms
