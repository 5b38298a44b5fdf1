#include "features/seats/access.h"

namespace alianza::seats {

bool may(Action action, const membership::Standing& standing, OrganizationId organization) {
  switch (action) {
    case Action::read: return standing.works_for_agency() || standing.acts_for(organization);
    case Action::offer: return standing.convenes();
    case Action::delegate: return standing.convenes() || standing.acts_for(organization);
  }
  return false;
}

}  // namespace alianza::seats
