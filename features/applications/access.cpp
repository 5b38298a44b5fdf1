#include "features/applications/access.h"

namespace alianza::applications {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.convenes();
    case Action::decide: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::applications
