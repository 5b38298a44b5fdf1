#include "features/registrations/access.h"

namespace alianza::registrations {

bool may(Action action, const membership::Standing& standing, Officer officer, membership::OrganizationId organization) {
  // An officer's own organisation must be active: the status is part of the role.
  const bool keeps = standing.convenes() || (officer == Officer::yes && standing.has_seat(membership::Status::active));
  switch (action) {
    case Action::keep: return keeps;
    case Action::reply: return keeps || standing.acts_for(organization);
  }
  return false;
}

}  // namespace alianza::registrations
