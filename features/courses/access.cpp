#include "features/courses/access.h"

namespace alianza::courses {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::keep: return standing.convenes();
  }
  return false;
}

bool may_act_for(const membership::Standing& standing, OrganizationId organization) {
  return standing.convenes() || standing.acts_for(organization);
}

bool may_enrol(const membership::Standing& standing) {
  return standing.convenes() || standing.has_seat(membership::Status::active);
}

}  // namespace alianza::courses
