#include "features/engagements/access.h"

#include <algorithm>

namespace alianza::engagements {

bool may(Action action, const membership::Standing& standing) {
  return action == Action::read ? standing.reads_as_member() : standing.convenes();
}
bool may_join(const membership::Standing& standing, membership::OrganizationId organization) {
  return standing.convenes() || standing.acts_for(organization);
}
bool may_join(const membership::Standing& standing) {
  return standing.convenes() || standing.has_seat(membership::Status::active);
}
bool may_read_note(const membership::Standing& standing, membership::OrganizationId organization) {
  return standing.convenes() || std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
           return seat.organization == organization && seat.status != membership::Status::withdrawn;
         });
}

}  // namespace alianza::engagements
