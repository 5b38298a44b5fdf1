#include "features/duties/access.h"

namespace alianza::duties {

bool may(Action action, const membership::Standing& standing) {
  return action == Action::read ? standing.works_for_agency() : standing.convenes();
}

}  // namespace alianza::duties
