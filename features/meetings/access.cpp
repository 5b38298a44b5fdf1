#include "features/meetings/access.h"

namespace alianza::meetings {

bool may(Action action, const membership::Standing& standing, Officer officer) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    // An officer's own organisation must be active: the status is part of the role.
    case Action::convene:
    case Action::register_:
      return standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
  }
  return false;
}

}  // namespace alianza::meetings
