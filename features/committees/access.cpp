#include "features/committees/access.h"

namespace alianza::committees {

bool may(Action action, const membership::Standing& standing, Officer officer) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::found:
    case Action::edit:
    case Action::appoint: return standing.convenes();
    // An officer's own organisation must be active: the status is part of the role.
    case Action::keep_members:
    case Action::set_rules:
      return standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
  }
  return false;
}

bool may_move_own(const membership::Standing& standing, const Committee& committee, OrganizationId organization) {
  return committee.admission == Admission::open && standing.acts_for(organization);
}

}  // namespace alianza::committees
