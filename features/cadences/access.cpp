#include "features/cadences/access.h"

namespace alianza::cadences {

bool may(Action action, const membership::Standing& standing, Officer officer) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::set: return standing.convenes();
    // An officer's own organisation must be active: the status is part of the role.
    case Action::close: return standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
  }
  return false;
}

}  // namespace alianza::cadences
