#include "features/applications/access.h"

namespace alianza::applications {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.convenes();
    case Action::decide: return standing.convenes();
  }
  return false;
}

bool may_propose(const membership::Standing& standing, membership::OrganizationId organization) {
  return standing.acts_for(organization);
}
bool may_propose(const membership::Standing& standing) { return standing.has_seat(membership::Status::active); }
bool may_read_guests(const membership::Standing& standing) { return standing.convenes() || may_propose(standing); }

}  // namespace alianza::applications
