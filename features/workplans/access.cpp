#include "features/workplans/access.h"

namespace alianza::workplans {

bool may(Action action, const membership::Standing& standing, const Ties& ties) {
  switch (action) {
    case Action::read:
      return standing.reads_as_member() && (ties.published || ties.officer || ties.member || standing.works_for_agency());
    // An officer's own organisation must be active: the status is part of the role.
    case Action::write: return standing.convenes() || (ties.officer && standing.has_seat(membership::Status::active));
  }
  return false;
}

bool may_move(const membership::Standing& standing, const Ties& ties, membership::OrganizationId owner) {
  return may(Action::write, standing, ties) || (owner && may(Action::read, standing, ties) && standing.acts_for(owner));
}

}  // namespace alianza::workplans
