#include "features/values/access.h"

#include <algorithm>

namespace alianza::values {

bool may_read_ranking(const membership::Standing& standing) { return standing.reads_as_member(); }

bool may_read(const membership::Standing& standing, membership::OrganizationId organization) {
  using membership::Status;
  return std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
    return seat.organization == organization && (seat.status == Status::active || seat.status == Status::suspended);
  });
}

bool may_keep(const membership::Standing& standing, membership::OrganizationId organization) {
  return standing.acts_for(organization);
}

}  // namespace alianza::values
