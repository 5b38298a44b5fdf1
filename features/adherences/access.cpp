#include "features/adherences/access.h"

namespace alianza::adherences {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    case Action::read: return standing.works_for_agency();
    case Action::publish: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::adherences
