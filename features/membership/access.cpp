#include "features/membership/access.h"

namespace alianza::membership {

bool may(Action action, const Standing& standing, OrganizationId organization) {
  switch (action) {
    case Action::read_participations: return standing.reads_as_member();
    case Action::change_participation: return standing.convenes();
    case Action::read_contacts: return standing.works_for_agency() || standing.acts_for(organization);
    case Action::edit_contacts: return standing.convenes() || standing.acts_for(organization);
  }
  return false;
}

}  // namespace alianza::membership
