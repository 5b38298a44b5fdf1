#include "features/alliances/access.h"

namespace alianza::alliances {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::create: return standing.directs();
    case Action::read: return standing.reads_as_member();
    case Action::edit:
    case Action::meet_condition:
    case Action::move_stage: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::alliances
