#include "features/campaigns/access.h"

namespace alianza::campaigns {

bool may(Action action, const membership::Standing& standing) {
  switch (action) {
    // Names, addresses and answers of persons: for the offices of the agency, as their contacts are.
    case Action::read: return standing.works_for_agency();
    case Action::keep: return standing.convenes();
  }
  return false;
}

}  // namespace alianza::campaigns
