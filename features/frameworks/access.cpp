#include "features/frameworks/access.h"

namespace alianza::frameworks {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.reads_as_member();
    case Action::keep: return standing.directs();
  }
  return false;
}

}  // namespace alianza::frameworks
