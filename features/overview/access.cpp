#include "features/overview/access.h"

namespace alianza::overview {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.works_for_agency();
    case Action::set_target: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::overview
