#include "features/organizations/access.h"

#include <algorithm>

namespace alianza::organizations {
namespace {

using membership::Standing;
using membership::Status;

/// Its own people, also while it is suspended: they read, and write nothing.
bool belongs_to(const Standing& standing, OrganizationId organization) {
  return std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
    return seat.organization == organization && (seat.status == Status::active || seat.status == Status::suspended);
  });
}

}  // namespace

bool may(Action action, const Standing& standing, const Subject& subject) {
  switch (action) {
    case Action::read_directory: return standing.works_for_agency();
    case Action::read_profile:
      return standing.works_for_agency() || belongs_to(standing, subject.organization) ||
             (standing.reads_as_member() && subject.takes_part);
    case Action::read_private: return standing.works_for_agency() || belongs_to(standing, subject.organization);
    case Action::edit_profile:
    case Action::offer_contribution: return standing.convenes() || standing.acts_for(subject.organization);
    case Action::register_organization:
    case Action::confirm_contribution:
    case Action::shelve:
    case Action::change_participation:
    case Action::resolve_duplicates: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::organizations
