#include "features/experiences/access.h"

namespace alianza::experiences {

bool may(Action action, const membership::Standing& standing, const Experience& e) {
  if (standing.convenes()) return true;
  switch (action) {
    case Action::read:
      if (standing.acts_for(e.organization)) return true;
      return standing.reads_as_member() && e.state == State::published && e.confidentiality != Confidentiality::office;
    case Action::change: return standing.acts_for(e.organization) && e.state == State::proposed;
    case Action::publish:
    case Action::withdraw: return false;
  }
  return false;
}

bool may_propose(const membership::Standing& standing, OrganizationId organization) {
  return standing.convenes() || standing.acts_for(organization);
}

bool may_propose(const membership::Standing& standing) {
  return standing.convenes() || standing.has_seat(membership::Status::active);
}

bool is_public(const Experience& e) { return e.state == State::published && e.confidentiality == Confidentiality::everyone; }

}  // namespace alianza::experiences
