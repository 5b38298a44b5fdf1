#include "features/terms/access.h"

namespace alianza::terms {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::keep: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::terms
