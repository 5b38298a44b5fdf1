#include "features/imports/access.h"

namespace alianza::imports {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read:
    case Action::write: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::imports
