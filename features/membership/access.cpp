#include "features/membership/access.h"

#include <algorithm>

namespace alianza::membership {
namespace {

bool belongs_to(const Standing& standing, OrganizationId organization) {
  return std::any_of(standing.seats.begin(), standing.seats.end(), [&](const Seat& seat) {
    return seat.organization == organization && (seat.status == Status::active || seat.status == Status::suspended);
  });
}

}  // namespace

bool may(Action action, const Standing& standing, OrganizationId organization) {
  switch (action) {
    case Action::read_participations: return standing.reads_as_member();
    case Action::change_participation: return standing.convenes();
    // Its own people, also while it is suspended: they read, and write nothing.
    case Action::read_contacts: return standing.works_for_agency() || belongs_to(standing, organization);
    case Action::edit_contacts: return standing.convenes() || standing.acts_for(organization);
  }
  return false;
}

}  // namespace alianza::membership
