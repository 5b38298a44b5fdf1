#include "features/privacy/access.h"

namespace alianza::privacy {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.works_for_agency();
    case Action::publish: return standing.directs();
    case Action::hand_over: return standing.convenes();
    case Action::erase_person: return standing.directs();
    case Action::keep_requests: return standing.convenes() || standing.holds(auth::Role::legal);
    case Action::set_terms: return standing.directs();
  }
  return false;
}

}  // namespace alianza::privacy
