#pragma once
// Who may what with the agency's frameworks (README.md).
#include "features/membership/membership.h"

namespace alianza::frameworks {

enum class Action {
  read,
  keep  // add, load, put out of use
};
bool may(Action action, const membership::Standing& standing);

}  // namespace alianza::frameworks
