#include "features/portal/access.h"

namespace alianza::portal {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read_drafts: return standing.convenes();
    case Action::write: return standing.convenes();
    case Action::publish: return standing.convenes();
    case Action::withdraw: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::portal
