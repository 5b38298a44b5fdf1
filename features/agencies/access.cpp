#include "features/agencies/access.h"

namespace alianza::agencies {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::create: return standing.operator_;
    case Action::read: return standing.works_for_agency() || standing.operator_;
    case Action::edit: return standing.directs();
    case Action::secure: return standing.directs();
    // The operator names the first director; who works for an agency is otherwise its director's business.
    case Action::appoint: return standing.directs() || standing.operator_;
  }
  return false;
}

}  // namespace alianza::agencies
