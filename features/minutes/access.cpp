#include "features/minutes/access.h"

namespace alianza::minutes {

bool may(Action action, const membership::Standing& standing, const Ties& ties) {
  const bool reads = standing.reads_as_member() && (ties.whole || ties.officer || ties.member || standing.works_for_agency());
  const bool active = standing.has_seat(membership::Status::active);
  switch (action) {
    case Action::read: return reads;
    // An officer's own organisation must be active: the status is part of the role.
    case Action::write: return standing.convenes() || (ties.officer && active);
    case Action::comment: return standing.convenes() || (reads && active);
  }
  return false;
}

bool may_close(const membership::Standing& standing, const Ties& ties, const Agreement& agreement) {
  return may(Action::write, standing, ties) || (agreement.organization && standing.acts_for(agreement.organization));
}

}  // namespace alianza::minutes
