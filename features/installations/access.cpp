#include "features/installations/access.h"

namespace alianza::installations {

bool may(Action action, const membership::Standing& standing, const Ties& ties) {
  switch (action) {
    case Action::read: return standing.reads_as_member() && (ties.officer || ties.member || standing.works_for_agency());
    case Action::glance: return standing.reads_as_member();
    case Action::declare: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::installations
