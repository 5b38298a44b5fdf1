#include "features/opinions/access.h"

namespace alianza::opinions {

bool may(Action action, const membership::Standing& standing, Officer officer) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    // An officer's own organisation must be active: the status is part of the role.
    case Action::issue: return standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
    case Action::set_rule: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::opinions
