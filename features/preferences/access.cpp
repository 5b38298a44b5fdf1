#include "features/preferences/access.h"

#include <algorithm>

namespace alianza::preferences {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::survey: return standing.works_for_agency();
    case Action::assign: return standing.convenes();
  }
  return false;
}

bool may_read(const membership::Standing& standing, membership::OrganizationId organization) {
  if (may(Action::survey, standing)) return true;
  return standing.reads_as_member() &&
         std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
           return seat.organization == organization &&
                  (seat.status == membership::Status::active || seat.status == membership::Status::suspended);
         });
}

}  // namespace alianza::preferences
