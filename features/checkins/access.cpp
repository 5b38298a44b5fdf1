#include "features/checkins/access.h"

namespace alianza::checkins {

bool may(Action action, const membership::Standing& standing, Officer officer) {
  switch (action) {
    // An officer's own organisation must be active: the status is part of the role.
    case Action::show_code:
      return standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
    case Action::walk_in: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::checkins
